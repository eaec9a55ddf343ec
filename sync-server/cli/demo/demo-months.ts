import { addMonths, monthName } from '#domain/agenda/month.ts'
import { dayOf } from '#domain/deadlines/days.ts'
import { type Month, type Period, periodOf } from '#domain/deadlines/periods.ts'
import { hanoiDay, type Instant, instantOf, msOf } from '#domain/time.ts'

/** A month's report of the demo. */
export interface DemoMonth extends Period {
  /** 2026-11 */
  of: string
  /** nine in the morning of a day of the month in which it is due */
  on(day: number): Instant
}

/** The month whose report gathers evidence today, and those before it: `monthsBack(now, 1)` was or is due last. */
export function monthsBack(now: Instant, count: number): DemoMonth {
  const [year = 0, month = 1, day = 1] = hanoiDay(now).split('-').map(Number)
  const gathering = addMonths({ year, month }, day >= 15 ? 1 : 0)
  const back: Month = addMonths(gathering, -count)
  return {
    ...periodOf(back),
    of: monthName(back),
    on: (on) => `${dayOf(back.year, back.month, on)}T02:00:00.000Z` as Instant,
  }
}

/** What would lie ahead happened within the last hour: so many minutes ago, so that acts keep their order. */
export const notAfter = (now: Instant, wanted: Instant, minutes: number): Instant =>
  instantOf(Math.min(msOf(wanted), msOf(now) - minutes * 60_000))
