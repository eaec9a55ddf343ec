import { useCallback, useEffect, useState } from 'react'
import { formatDay, formatWhen } from '#i18n/dates.ts'
import { useTexts } from '#i18n/texts.ts'
import type { DevicesAnswer } from '#protocol/session.ts'
import { useServices } from '#sync/services.tsx'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Chip } from '#ui/chip.tsx'
import { AskDialog } from '#ui/dialog.tsx'
import { Announce } from '#ui/live.tsx'
import { Screen } from '#ui/screen.tsx'
import { Failed, Loading } from '#ui/states.tsx'
import { setbackWords } from './answer-words.ts'
import { useSession } from './session.ts'

type Device = DevicesAnswer['devices'][number]
type Shown = { kind: 'loading' } | { kind: 'failed'; text: string } | { kind: 'there'; devices: Device[] }

/** Where this account is signed in, and the way to end it there. */
export function DevicesPage() {
  const t = useTexts()
  const words = t.session.devices
  const { api } = useSession()
  const { actor, clock } = useServices()
  const [shown, setShown] = useState<Shown>({ kind: 'loading' })
  const [chosen, setChosen] = useState<Device | null>(null)
  const [busy, setBusy] = useState(false)
  const [said, setSaid] = useState('')

  const load = useCallback(async () => {
    setShown({ kind: 'loading' })
    const outcome = await api.devices(actor.accountId)
    setShown(
      outcome.kind === 'answer'
        ? { kind: 'there', devices: outcome.value.devices }
        : { kind: 'failed', text: setbackWords(t, outcome) },
    )
  }, [api, actor.accountId, t])

  useEffect(() => void load(), [load])

  const revoke = async ({ id }: Device) => {
    setBusy(true)
    const outcome = await api.endDevice(actor.accountId, id)
    setBusy(false)
    setChosen(null)
    setSaid(outcome.kind === 'answer' ? words.revoked : setbackWords(t, outcome))
    await load()
  }

  return (
    <Screen title={words.title} back="/them">
      <p className="small">{words.intro}</p>
      <Announce>{said}</Announce>
      {shown.kind === 'loading' && <Loading label={words.loading} />}
      {shown.kind === 'failed' && (
        <Failed title={words.failed} onRetry={load}>
          <p>{shown.text}</p>
        </Failed>
      )}
      {shown.kind === 'there' &&
        shown.devices.map((device) => (
          <Card key={device.id}>
            <div className="row">
              <div className="grow">
                <p className="strong">{device.device}</p>
                <p className="small">{words.seen(formatWhen(device.seenAt, clock()))}</p>
                <p className="small">{words.since(formatDay(device.createdAt))}</p>
              </div>
              {device.current && <Chip tone="ok">{words.current}</Chip>}
              {device.shared && <Chip tone="plain">{words.shared}</Chip>}
            </div>
            {!device.current && (
              <Button kind="quiet" onClick={() => setChosen(device)}>
                {words.revoke}
              </Button>
            )}
          </Card>
        ))}
      <AskDialog
        open={chosen !== null}
        title={words.revokeTitle}
        confirm={t.session.signOut.button}
        cancel={t.common.cancel}
        busy={busy}
        onConfirm={() => chosen && revoke(chosen)}
        onClose={() => setChosen(null)}
      >
        <p>{chosen && words.revokeText(chosen.device)}</p>
      </AskDialog>
    </Screen>
  )
}
