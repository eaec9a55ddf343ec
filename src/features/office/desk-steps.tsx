import { type Incident, isReport, type TimelineEntry } from '#domain/incidents/incident.ts'
import { formatWhen } from '#i18n/dates.ts'
import { usePageTexts } from '#i18n/page-texts.ts'
import { clockOffMinutes, waitedForNetwork } from '#i18n/report-rows.ts'
import { reasonOf } from '#sync/record-status.ts'
import { useServices } from '#sync/services.tsx'
import { Timeline, type TimelineItem } from '#ui/timeline.tsx'

/** Everything that happened, with the three stamps of each report. [TM1] */
export function Steps({ incident, pending }: { incident: Incident; pending: ReadonlySet<string> }) {
  const itemOf = useItem()
  return <Timeline items={incident.timeline.map((entry) => itemOf(entry, pending.has(entry.id)))} />
}

function useItem(): (entry: TimelineEntry, pending: boolean) => TimelineItem {
  const { clock } = useServices()
  const { office: t, incident, labels } = usePageTexts()
  const when = (instant: Parameters<typeof formatWhen>[0]) => formatWhen(instant, clock())

  return (entry, pending) => {
    const { by, stamps } = entry
    const who = `${labels.role[by.role]} ${by.name}`
    if (isReport(entry)) {
      const off = clockOffMinutes(stamps)
      const written = [
        t.written(when(stamps.written)),
        ...(waitedForNetwork(stamps) ? [t.offline] : []),
        stamps.received ? t.arrived(when(stamps.received)) : t.notArrived,
      ].join(', ')
      return {
        key: entry.id,
        state: 'done',
        title: incident.page.supplement(entry.no, labels.report[entry.report]),
        detail: (
          <>
            <p>{who}</p>
            <p>{written}</p>
            {off !== null && <p>{t.clockOff(off)}</p>}
          </>
        ),
      }
    }
    const reason = reasonOf(entry)
    const arrival =
      entry.kind !== 'received' ? '' : entry.arrivalNo === null ? t.arrivalNoLater : t.arrivalNo(entry.arrivalNo)
    return {
      key: entry.id,
      state: pending ? 'now' : 'done',
      title: pending
        ? `${incident.page.acts[entry.kind]} · ${t.actWaiting.toLowerCase()}`
        : incident.page.acts[entry.kind],
      detail: (
        <>
          <p>{`${who}, ${when(stamps.received ?? stamps.committed)}`}</p>
          {arrival && <p className="strong">{arrival}</p>}
          {reason && <p className="desk-words">{reason}</p>}
        </>
      ),
    }
  }
}
