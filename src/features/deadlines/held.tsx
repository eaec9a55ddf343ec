import { Link } from 'wouter'
import type { Window } from '#domain/agenda/due.ts'
import { type Occasion, occasionsOf } from '#domain/agenda/occasions.ts'
import { addDays, type Day } from '#domain/deadlines/days.ts'
import { weekdayAndDay } from '#i18n/deadline-words.ts'
import { usePlanTexts } from '#i18n/plan-texts.ts'
import type { DutiesOnDevice } from '#storage/duties.ts'
import { useServices } from '#sync/services.tsx'
import { unitNameOf } from '#sync/use-duties.ts'

/** What is held within a window, of all the actor's units. [GV5] */
export const heldIn = ({ units }: Pick<DutiesOnDevice, 'units'>, window: Window): Occasion[] =>
  units.flatMap((unit) => occasionsOf(unit, window))

/** Every day within the window on which something is held. */
export function byDayHeld(occasions: readonly Occasion[], window: Window): Map<Day, Occasion[]> {
  const days = new Map<Day, Occasion[]>()
  for (const one of occasions) {
    const last = one.to < window.to ? one.to : window.to
    for (let day = one.from > window.from ? one.from : window.from; day <= last; day = addDays(day, 1))
      days.set(day, [...(days.get(day) ?? []), one])
  }
  return days
}

/** Events and meetings below the month: nothing is due by them, so they stand apart. */
export function HeldList({ occasions, nowMs }: { occasions: readonly Occasion[]; nowMs: number }) {
  const { deadlines: t } = usePlanTexts()
  if (occasions.length === 0) return null
  return (
    <section className="stack-small" aria-labelledby="month-held">
      <h2 id="month-held">{t.month.held}</h2>
      <ul className="stack-small">
        {occasions.map((one) => (
          <li key={one.id}>
            <HeldRow occasion={one} nowMs={nowMs} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function HeldRow({ occasion, nowMs }: { occasion: Occasion; nowMs: number }) {
  const { deadlines: t, tasks } = usePlanTexts()
  const { actor } = useServices()
  const { id, unitId, kind, title, from, to, hour } = occasion
  const [, month, day] = from.split('-').map(Number)
  const first = weekdayAndDay(t, from, nowMs)
  const days = from === to ? first : tasks.given.days(first, weekdayAndDay(t, to, nowMs))
  const when = hour === '' ? days : `${hour}, ${days}`
  const unit = unitNameOf(actor, unitId)
  return (
    <Link href={`/nhiem-vu/${id}`} className="card due">
      <span className="due-day" aria-hidden="true">
        {day}
        <span className="due-month">{t.monthShort(month ?? 1)}</span>
      </span>
      <span className="due-words">
        <span className="strong">{t.month.heldTitle[kind](title)}</span>
        <span className="small row-line">{when.charAt(0).toUpperCase() + when.slice(1)}</span>
        {unit !== null && <span className="small row-line">{unit}</span>}
      </span>
    </Link>
  )
}
