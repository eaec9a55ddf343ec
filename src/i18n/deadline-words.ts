import { type Day, daysBetween, weekdayOf } from '#domain/deadlines/days.ts'
import { type Deadline, lateDays } from '#domain/deadlines/timeliness.ts'
import { hanoiDay, type Instant, instantOf, msOf } from '#domain/time.ts'
import type { PlanTexts } from './plan-texts.ts'

type Texts = PlanTexts['deadlines']

const HOUR = 3_600_000

/** "19/5", with its year where that is not the present one. [DL14] */
export function shortDay(day: Day, nowMs: number): string {
  const [year, month, date] = day.split('-')
  const short = `${Number(date)}/${Number(month)}`
  return hanoiDay(instantOf(nowMs)).startsWith(`${year}-`) ? short : `${short}/${year}`
}

/** "19/05/2026" */
export const fullDay = (day: Day): string => day.split('-').reverse().join('/')

/** "Chủ nhật 19/5" */
export const weekdayAndDay = (t: Texts, day: Day, nowMs: number): string =>
  t.on(t.weekday[weekdayOf(day) - 1] ?? '', shortDay(day, nowMs))

/**
 * Both forms in which people tell a deadline: "trước ngày 20/5, chậm nhất hết Chủ nhật 19/5, ngày làm việc cuối
 * Thứ Sáu 17/5". The working day is told where it is another one. [DL1, DL14]
 */
export function bothForms(t: Texts, { before, lastValidDay, lastWorkingDay }: Deadline, nowMs: number): string {
  const working = lastWorkingDay === null || lastWorkingDay === lastValidDay ? null : lastWorkingDay
  return t.both(
    shortDay(before, nowMs),
    weekdayAndDay(t, lastValidDay, nowMs),
    working && weekdayAndDay(t, working, nowMs),
  )
}

/** "còn 3 ngày", "hôm nay · còn 9 giờ", "quá 2 ngày": by the days of Hanoi, from the very instant on. [DL0, DL14] */
export function relativeDue(t: Texts, { instant, lastValidDay }: Deadline, nowMs: number): string {
  const now = instantOf(nowMs)
  const late = lateDays(instant, now)
  if (late > 0) return t.left.past(late)
  const days = daysBetween(hanoiDay(now) as Day, lastValidDay)
  if (days > 0) return days === 1 ? t.left.tomorrow : t.left.days(days)
  const left = msOf(instant) - nowMs
  return left >= HOUR ? t.left.hours(Math.floor(left / HOUR)) : t.left.minutes(Math.max(1, Math.floor(left / 60_000)))
}

/** How pressing it is: past or today, within a week, later. */
export function pressing({ instant, lastValidDay }: Deadline, now: Instant): 'alarm' | 'wait' | 'plain' {
  if (now >= instant) return 'alarm'
  const days = daysBetween(hanoiDay(now) as Day, lastValidDay)
  return days === 0 ? 'alarm' : days <= 7 ? 'wait' : 'plain'
}

/** A date as people type it: "25/12/2026", "25/12", "2026-12-25". @returns null for what is no day */
export function readDay(typed: string, nowMs: number): Day | null {
  const text = typed.trim().replaceAll(/\s+/g, '')
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  const found = iso ? null : /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?$/.exec(text)
  const parts = iso
    ? [iso[1], iso[2], iso[3]]
    : found
      ? [found[3] ?? nearestYear(found, nowMs), found[2], found[1]]
      : null
  if (!parts) return null
  const [year, month, day] = parts.map(Number) as [number, number, number]
  const full = year < 100 ? 2000 + year : year
  const made = `${String(full).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  const ms = Date.parse(made)
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== made ? null : (made as Day)
}

/** A day without its year is the nearest one, back or ahead. */
function nearestYear([, day, month]: RegExpExecArray, nowMs: number): string {
  const today = hanoiDay(instantOf(nowMs))
  const year = Number(today.slice(0, 4))
  const apart = (of: number) => Math.abs(Date.UTC(of, Number(month) - 1, Number(day)) - Date.parse(today))
  return String([year - 1, year, year + 1].reduce((best, of) => (apart(of) < apart(best) ? of : best)))
}
