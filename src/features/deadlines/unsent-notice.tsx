import { useState } from 'react'
import type { Due } from '#domain/agenda/due.ts'
import { telHref } from '#i18n/numbers.ts'
import { planVi, usePlanTexts } from '#i18n/plan-texts.ts'
import { useTexts } from '#i18n/texts.ts'
import { useServices, useSyncState } from '#sync/services.tsx'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { Notice } from '#ui/notice.tsx'
import { messageOf } from './unsent.ts'
import { useOfficeNumber } from './use-office-number.ts'

/** A result that has not arrived while its deadline is near: not to be missed, with a way round. [DL16] */
export function UnsentNotice({ dues, nowMs }: { dues: readonly Due[]; nowMs: number }) {
  const texts = usePlanTexts()
  const t = texts.deadlines.unsent
  const { sync } = useTexts()
  const { engine, actor } = useServices()
  const { phase } = useSyncState()
  const number = useOfficeNumber()
  const [said, setSaid] = useState('')
  const [shown, setShown] = useState(false)
  if (dues.length === 0) return null
  const isPast = dues.some(({ deadline }) => Date.parse(deadline.instant) <= nowMs)
  const unit = actor.grants.find(({ unitId }) => unitId === dues[0]?.unitId)?.unitName ?? actor.name
  const text = messageOf(planVi, unit, dues, nowMs)

  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setSaid(t.copied),
      () => {
        setSaid(t.copyFailed)
        setShown(true)
      },
    )
  return (
    <div role="alert">
      <Notice
        tone="alarm"
        title={isPast ? t.past(dues.length) : t.title(dues.length)}
        action={
          <>
            <Button kind="primary" icon="send" busy={phase === 'working'} onClick={() => void engine.syncNow()}>
              {sync.sendNow}
            </Button>
            {number && (
              <a className="btn btn-ghost" href={telHref(number)}>
                <Icon name="phone" />
                <span>{t.call}</span>
              </a>
            )}
            <Button kind="ghost" icon="copy" onClick={() => void copy()}>
              {t.copy}
            </Button>
          </>
        }
      >
        <p>{t.text}</p>
        <p className="small" role="status">
          {said}
        </p>
        {shown && <p className="plain-text">{text}</p>}
      </Notice>
    </div>
  )
}
