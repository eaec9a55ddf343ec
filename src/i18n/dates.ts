import { type Instant, instantOf, msOf } from '#domain/time.ts'
import { type Texts, textsNow } from './texts.ts'

/** Every moment on screen is Hanoi's, whatever the phone is set to; UTC+7 all year since 1975. [DL0] */
const HANOI_MS = 7 * 3_600_000
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const hanoi = (ms: number): string => new Date(ms + HANOI_MS).toISOString()

/** "14:32" */
export const formatTime = (instant: Instant): string => hanoi(msOf(instant)).slice(11, 16)

/** "19/11/2026" */
export function formatDay(instant: Instant): string {
  const [year, month, day] = hanoi(msOf(instant)).slice(0, 10).split('-')
  return `${day}/${month}/${year}`
}

/** "14:32, 19/11/2026" */
export const formatDayTime = (instant: Instant): string => `${formatTime(instant)}, ${formatDay(instant)}`

/** "14:32" today, "14:32 hôm qua", else with the day. */
export function formatWhen(instant: Instant, nowMs: number, words: Texts['dates'] = textsNow().dates): string {
  const days = dayNumber(nowMs) - dayNumber(msOf(instant))
  if (days === 0) return formatTime(instant)
  if (days === 1) return words.yesterday(formatTime(instant))
  return formatDayTime(instant)
}

const dayNumber = (ms: number): number => Math.floor((ms + HANOI_MS) / DAY)

/** "vừa xong", "5 phút trước", "sau 2 giờ"; from a week on the day itself. */
export function relative(instant: Instant, nowMs: number): string {
  const words = textsNow().dates
  const passed = nowMs - msOf(instant)
  const size = Math.abs(passed)
  if (size < MINUTE) return passed >= 0 ? words.justNow : words.rightNow
  if (size >= 7 * DAY) return formatDay(instant)
  const amount =
    size < HOUR
      ? words.minutes(Math.floor(size / MINUTE))
      : size < DAY
        ? words.hours(Math.floor(size / HOUR))
        : words.days(Math.floor(size / DAY))
  return passed >= 0 ? words.ago(amount) : words.ahead(amount)
}

/**
 * Reads what people type: "19/11", "19-11-2026", "19112026" with "13:20", "13h20", "13h", "1320".
 * A day without its year is the nearest one that is not more than half a year ahead.
 * @returns null for what is no moment, so for 30/2 or 25h
 */
export function readDayTime(day: string, time: string, nowMs: number): Instant | null {
  const clock = readTime(time)
  const date = readDay(day, nowMs)
  if (!clock || !date) return null
  const ms = Date.UTC(date.year, date.month - 1, date.day, clock.hour, clock.minute)
  const back = new Date(ms)
  if (back.getUTCMonth() !== date.month - 1 || back.getUTCDate() !== date.day) return null
  return instantOf(ms - HANOI_MS)
}

export function readTime(typed: string): { hour: number; minute: number } | null {
  const text = typed.trim().toLowerCase().replaceAll(/\s+/g, '')
  const found =
    /^(\d{1,2})(?:[:h.g]|giờ)(\d{2})?(?:p|ph|phút|')?$/.exec(text) ?? /^(\d{1,2})(\d{2})$/.exec(text) ?? null
  if (!found) return null
  const hour = Number(found[1])
  const minute = Number(found[2] ?? 0)
  return hour < 24 && minute < 60 ? { hour, minute } : null
}

function readDay(typed: string, nowMs: number): { year: number; month: number; day: number } | null {
  const text = typed.trim().replaceAll(/\s+/g, '')
  const found =
    /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?$/.exec(text) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(text) ?? null
  if (!found) return null
  const day = Number(found[1])
  const month = Number(found[2])
  if (day < 1 || day > 31 || month < 1 || month > 12) return null
  if (found[3] !== undefined) {
    const year = Number(found[3])
    return { year: year < 100 ? 2000 + year : year, month, day }
  }
  const thisYear = Number(hanoi(nowMs).slice(0, 4))
  const ahead = Date.UTC(thisYear, month - 1, day) - nowMs > 183 * DAY
  return { year: ahead ? thisYear - 1 : thisYear, month, day }
}
