import { addDays, type Day, dayOf, weekdayOf } from '../deadlines/days.ts'
import type { Month } from '../deadlines/periods.ts'
import type { Due, Window } from './due.ts'

/** `2026-11` @returns null for what is no month */
export function readMonth(text: string | null): Month | null {
  const found = /^(20\d{2})-(\d{2})$/.exec(text ?? '')
  const [year, month] = [Number(found?.[1]), Number(found?.[2])]
  return found && month >= 1 && month <= 12 ? { year, month } : null
}

export const monthName = ({ year, month }: Month): string => `${year}-${String(month).padStart(2, '0')}`

/** The month some months further on or back. */
export const addMonths = ({ year, month }: Month, count: number): Month => {
  const n = year * 12 + month - 1 + count
  return { year: Math.floor(n / 12), month: (n % 12) + 1 }
}

export const monthWindow = ({ year, month }: Month): Window => ({
  from: dayOf(year, month, 1),
  to: addDays(dayOf(year, month + 1, 1), -1),
})

/** Monday to Sunday; null outside the month. */
export function weeksOf(month: Month): (Day | null)[][] {
  const { from, to } = monthWindow(month)
  const weeks: (Day | null)[][] = []
  for (let monday = addDays(from, 1 - weekdayOf(from)); monday <= to; monday = addDays(monday, 7)) {
    weeks.push(
      Array.from({ length: 7 }, (_, n) => addDays(monday, n)).map((day) => (day >= from && day <= to ? day : null)),
    )
  }
  return weeks
}

/** What ends on each day: a deadline stands at its last valid day. [DL1] */
export const byLastDay = (dues: readonly Due[]): Map<Day, Due[]> =>
  Map.groupBy(dues, ({ deadline }) => deadline.lastValidDay)
