import { useState } from 'react'
import type { Due } from '#domain/agenda/due.ts'
import type { Occasion } from '#domain/agenda/occasions.ts'
import type { DepartmentCalendar } from '#domain/deadlines/department-rules.ts'
import type { UnitId } from '#domain/ids.ts'
import { calendarFile } from '#domain/reminders/calendar-file.ts'
import { formatWhen } from '#i18n/dates.ts'
import { useReminderTexts } from '#i18n/reminder-texts.ts'
import { useServices } from '#sync/services.tsx'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { saveFile } from '#ui/save-file.ts'
import { endFeed, makeFeed } from './reminder-api.ts'
import type { Standing } from './use-standing.ts'

interface Props {
  standing: Standing
  dues: readonly Due[]
  occasions: readonly Occasion[]
  calendar: DepartmentCalendar
  nowMs: number
}

/** The deadlines in the device's own calendar: a file that needs no network, and an address that follows. [RM7, RM11] */
export function CalendarPart({ standing, dues, occasions, calendar, nowMs }: Props) {
  const t = useReminderTexts().calendar
  const { actor } = useServices()
  const [said, setSaid] = useState('')
  const own = actor.grants.filter(({ inherited }) => !inherited)
  const units = [...new Map(own.map((grant) => [grant.unitId, grant.unitName]))]
  const names = units.map(([, name]) => name).join(', ')
  const save = () => {
    const file = new Blob([calendarFile(names, dues, occasions, calendar)], { type: 'text/calendar;charset=utf-8' })
    saveFile(file, t.fileName)
  }
  return (
    <section className="stack-small" aria-labelledby="reminders-calendar">
      <h2 id="reminders-calendar">{t.title}</h2>
      <Button kind="ghost" icon="install" wide onClick={save}>
        {t.file}
      </Button>
      <p className="small">{t.fileHint}</p>
      {standing.known &&
        units.map(([unitId, name]) => (
          <Feed key={unitId} unitId={unitId} name={name} standing={standing} nowMs={nowMs} say={setSaid} />
        ))}
      {standing.known === null && <p className="small">{t.offline}</p>}
      <p className="small" role="status">
        {said}
      </p>
    </section>
  )
}

function Feed({
  unitId,
  name,
  standing: { known, deps, ask },
  nowMs,
  say,
}: {
  unitId: UnitId
  name: string
  standing: Standing
  nowMs: number
  say(words: string): void
}) {
  const { calendar: t, text } = useReminderTexts()
  const [address, setAddress] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const there = known?.feeds.find((feed) => feed.unitId === unitId)
  const make = async () => {
    setBusy(true)
    const outcome = await makeFeed(deps, unitId)
    setBusy(false)
    if (outcome.kind !== 'answer') return say(t.failed)
    setAddress(new URL(outcome.value.path, location.origin).href)
    say(there ? t.ended : '')
    await ask()
  }
  const end = async () => {
    setBusy(true)
    const outcome = await endFeed(deps, unitId)
    setBusy(false)
    if (outcome.kind !== 'answer') return say(t.failed)
    setAddress(null)
    say(t.ended)
    await ask()
  }
  const copy = () =>
    navigator.clipboard.writeText(address ?? '').then(
      () => say(text.copied),
      () => say(text.copyFailed),
    )
  return (
    <Card>
      <p className="strong">{t.feed(name)}</p>
      {address !== null ? (
        <>
          <p>{t.made}</p>
          <p className="plain-text">{address}</p>
          <Button kind="ghost" icon="copy" wide onClick={() => void copy()}>
            {t.copy}
          </Button>
        </>
      ) : (
        there && <p>{t.there(formatWhen(there.since, nowMs))}</p>
      )}
      <p className="small">{t.feedHint}</p>
      <Button kind={there ? 'quiet' : 'ghost'} icon="link" busy={busy} onClick={() => void make()}>
        {there ? t.renew : t.make}
      </Button>
      {there && (
        <Button kind="quiet" icon="close" busy={busy} onClick={() => void end()}>
          {t.end}
        </Button>
      )}
    </Card>
  )
}
