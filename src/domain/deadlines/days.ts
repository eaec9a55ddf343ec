import * as z from 'zod/mini'
import { type Instant, instantOf } from '../time.ts'

/** A calendar day in Hanoi, `2026-11-19`. The order of strings is the order of days. [DL0] */
export const daySchema = z
  .string()
  .check(
    z.regex(/^\d{4}-\d{2}-\d{2}$/),
    z.refine((text: string) => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)),
  )
  .brand<'Day'>()
export type Day = z.infer<typeof daySchema>

/** @param month 1–12 */
export const dayOf = (year: number, month: number, day: number): Day =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10) as Day

export const addDays = (day: Day, count: number): Day =>
  new Date(Date.parse(day) + count * 86_400_000).toISOString().slice(0, 10) as Day

export const daysBetween = (from: Day, to: Day): number => (Date.parse(to) - Date.parse(from)) / 86_400_000

/** 1 Monday … 7 Sunday */
export const weekdayOf = (day: Day): number => new Date(Date.parse(day)).getUTCDay() || 7

/** The first instant of a day in Hanoi. [DL0] */
export const startOf = (day: Day): Instant => instantOf(Date.parse(`${day}T00:00:00+07:00`))

/**
 * Days off are data that the office edits: holidays, and working Saturdays that make up for them. They move
 * reminders and never a deadline. [DL5]
 */
export const calendarSchema = z.object({
  holidays: z.array(z.object({ day: daySchema, name: z.string() })),
  workingWeekends: z.array(daySchema),
})
export type Calendar = z.infer<typeof calendarSchema>

export function isWorkingDay(day: Day, calendar: Calendar): boolean {
  if (calendar.workingWeekends.includes(day)) return true
  return weekdayOf(day) <= 5 && !calendar.holidays.some((holiday) => holiday.day === day)
}

/** The last working day up to and including `day`; looks back two months at the most, longer than any holiday. */
export function workingDayUpTo(day: Day, calendar: Calendar): Day | null {
  for (let back = 0; back < 62; back += 1) {
    const candidate = addDays(day, -back)
    if (isWorkingDay(candidate, calendar)) return candidate
  }
  return null
}
