import { formatWhen } from '#i18n/dates.ts'
import { usePageTexts } from '#i18n/page-texts.ts'
import { reasonOf } from '#sync/record-status.ts'
import { useServices, useSyncState } from '#sync/services.tsx'
import { Meter } from '#ui/meter.tsx'
import { Timeline, type TimelineItem } from '#ui/timeline.tsx'
import type { IncidentPageData } from './read-page.ts'
import { stepsOf, type WayStep } from './steps-of.ts'

/** The way of the report, as in the mockup: saved here, arrived, photos, received by the office. */
export function Way({ data }: { data: IncidentPageData }) {
  const { actor } = useServices()
  const sync = useSyncState()
  const itemOf = useItems()
  return <Timeline items={stepsOf(data, sync, actor.accountId).map((step) => itemOf(step, data.incident.code))} />
}

function useItems(): (step: WayStep, code: string | null) => TimelineItem {
  const { clock } = useServices()
  const texts = usePageTexts()
  const t = texts.incident.page
  const when = (instant: Parameters<typeof formatWhen>[0]) => formatWhen(instant, clock())
  const kb = (bytes: number) => Math.ceil(bytes / 1000)

  return (step, code) => {
    switch (step.kind) {
      case 'saved': {
        const { entry, offline, mine } = step
        const time = when(entry.stamps.committed)
        const what = mine ? t.savedHere : t.writtenBy(entry.by.name)
        return {
          key: `${entry.id} saved`,
          state: 'done',
          title: entry.no === 1 ? what : t.supplement(entry.no, texts.labels.report[entry.report]),
          detail: entry.no === 1 ? (offline ? t.whileOffline(time) : time) : `${what} · ${time}`,
        }
      }
      case 'waiting': {
        const { lastTry } = step.row
        return {
          key: `${step.id} waiting`,
          state: 'now',
          title: step.sending ? t.sending : t.waiting,
          detail: (
            <>
              <p>{t.waitingDetail}</p>
              <p>{lastTry ? t.lastTry(when(lastTry)) : t.neverTried}</p>
            </>
          ),
        }
      }
      case 'arrived': {
        const { received } = step.entry.stamps
        return {
          key: `${step.entry.id} arrived`,
          state: 'done',
          title: t.arrived,
          detail: received && !step.echo ? t.arrivedAt(when(received), code ?? '…') : t.arrivedEcho,
        }
      }
      case 'photos': {
        const { sent, of, sentBytes, bytes, moving, trouble } = step.photos
        const done = sent === of
        const label = t.bytes(kb(sentBytes), kb(bytes))
        return {
          key: `${step.id} photos`,
          state: done ? 'done' : trouble ? 'alarm' : 'now',
          title: moving ? t.photosNow(sent, of) : t.photosSent(sent, of),
          detail: trouble && !done ? t.photoTrouble : done ? label : null,
          extra: done ? null : <Meter label={label} value={sentBytes} max={bytes} />,
        }
      }
      case 'act': {
        const { entry, pending } = step
        const { by, stamps } = entry
        const who = t.by(by.name, texts.labels.role[by.role], when(stamps.received ?? stamps.committed))
        const arrival =
          entry.kind === 'received' && entry.arrivalNo !== null ? texts.office.arrivalNo(entry.arrivalNo) : ''
        const reason = reasonOf(entry)
        return {
          key: entry.id,
          state: pending ? 'now' : entry.kind === 'more_requested' ? 'alarm' : 'done',
          title: pending ? `${t.acts[entry.kind]} · ${t.waiting.toLowerCase()}` : t.acts[entry.kind],
          detail: (
            <>
              <p>{arrival ? `${who} · ${arrival}` : who}</p>
              {reason && <p className="prose">{reason}</p>}
            </>
          ),
        }
      }
      case 'office-to-come':
        return { key: 'office', state: 'todo', title: t.officeReceives, detail: t.officeWaits }
    }
  }
}
