import { useState } from 'react'
import { useReminderTexts } from '#i18n/reminder-texts.ts'
import { refusePush, startPush, stopPush, wasPushRefused } from '#pwa/push.ts'
import { useServices } from '#sync/services.tsx'
import { Button } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'
import { subscribe, unsubscribe } from './reminder-api.ts'
import type { Standing } from './use-standing.ts'

/** Web Push on this device: asked for only after a tap here, and a refusal is remembered. [RM9] */
export function PhonePart({ standing: { known, deps, ask } }: { standing: Standing }) {
  const t = useReminderTexts().phone
  const { active } = useServices()
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState('')
  const isSupported = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window
  const permission = isSupported ? Notification.permission : 'default'

  const start = async () => {
    if (!known) return
    setBusy(true)
    const given = await startPush(known.publicKey)
    if (given.kind === 'refused') refusePush(localStorage)
    const outcome = given.kind === 'given' ? await subscribe(deps, given.subscription) : null
    setBusy(false)
    setSaid(given.kind === 'refused' ? '' : outcome?.kind === 'answer' ? t.on : t.failed)
    await ask()
  }
  const stop = async () => {
    setBusy(true)
    const outcome = await unsubscribe(deps)
    await stopPush()
    setBusy(false)
    setSaid(outcome.kind === 'answer' ? '' : t.failed)
    await ask()
  }

  return (
    <section className="stack-small" aria-labelledby="reminders-phone">
      <h2 id="reminders-phone">{t.title}</h2>
      {active.shared ? (
        <p className="small">{t.shared}</p>
      ) : !isSupported ? (
        <>
          <p className="small">{t.unsupported}</p>
          <p className="small">{t.install}</p>
        </>
      ) : permission === 'denied' ? (
        <Notice tone="info" title={t.refused} />
      ) : known?.subscribed ? (
        <>
          <Notice tone="ok" title={t.on} />
          <Button kind="quiet" busy={busy} onClick={() => void stop()}>
            {t.stop}
          </Button>
        </>
      ) : (
        <>
          <p className="small">{t.off}</p>
          {wasPushRefused(localStorage) && <p className="small">{t.later}</p>}
          {known === null && <p className="small">{t.offline}</p>}
          {known && (
            <Button kind="ghost" icon="clock" wide busy={busy} onClick={() => void start()}>
              {t.start}
            </Button>
          )}
        </>
      )}
      <p className="small" role="status">
        {said}
      </p>
    </section>
  )
}
