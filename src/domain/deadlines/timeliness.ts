import * as z from 'zod/mini'
import { type Instant, msOf } from '../time.ts'
import { addDays, type Calendar, type Day, startOf, workingDayUpTo } from './days.ts'

/** A deadline in both of its forms: "trước ngày 20/5" and "chậm nhất hết Chủ nhật 19/5". [DL1] */
export interface Deadline {
  /** the day before which it is due */
  before: Day
  /** exclusive: 00:00 of that day in Hanoi */
  instant: Instant
  lastValidDay: Day
  /** the last working day on which it can be sent in time; null in a calendar without one */
  lastWorkingDay: Day | null
}

export function deadlineBefore(before: Day, calendar: Calendar): Deadline {
  const lastValidDay = addDays(before, -1)
  return { before, instant: startOf(before), lastValidDay, lastWorkingDay: workingDayUpTo(lastValidDay, calendar) }
}

/** What the office decided about one unit's duty: by whom, and why. [DL7] */
export type Indulgence =
  | { kind: 'extended'; before: Day; by: string; reason: string }
  | { kind: 'excused'; by: string; reason: string }
  | { kind: 'offline_accepted'; by: string; reason: string }

/** The day before which it is due, with what was added; never earlier than by the rules. [DL7] */
export const extendedTo = (before: Day, indulgences: readonly Indulgence[]): Day =>
  indulgences.reduce((day, given) => (given.kind === 'extended' && given.before > day ? given.before : day), before)

const days = z.int().check(z.gte(1))
/** How a duty stands; `days` are days late. */
export const timelinessSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('on_time') }),
  /** the chief of office accepted that it was sent in time on a phone without a network */
  z.object({ kind: z.literal('on_time_offline'), days }),
  z.object({ kind: z.literal('late'), days }),
  z.object({ kind: z.literal('late_excused'), days }),
  z.object({ kind: z.literal('pending') }),
  z.object({ kind: z.literal('missing'), days }),
  /** it was excused before anything came, so nothing is awaited */
  z.object({ kind: z.literal('not_required') }),
])
export type Timeliness = z.infer<typeof timelinessSchema>

const DAY_MS = 86_400_000

/** Days late: 0 before the deadline, 1 from its very instant on. [DL1] */
export const lateDays = (deadline: Instant, at: Instant): number =>
  at < deadline ? 0 : Math.floor((msOf(at) - msOf(deadline)) / DAY_MS) + 1

/**
 * How a duty was kept. The first arrival at the server decides, whatever came after it; the order in which the
 * events are given does not matter. [DL4, DL7]
 * @param received every arrival of the form, in any order
 * @param now for what has not arrived
 */
export function timelinessOf(
  before: Day,
  received: readonly Instant[],
  indulgences: readonly Indulgence[],
  now: Instant,
): Timeliness {
  const deadline = startOf(extendedTo(before, indulgences))
  const first = received.reduce<Instant | null>((least, at) => (least === null || at < least ? at : least), null)
  const isExcused = indulgences.some(({ kind }) => kind === 'excused')
  if (first === null) {
    if (isExcused) return { kind: 'not_required' }
    const days = lateDays(deadline, now)
    return days === 0 ? { kind: 'pending' } : { kind: 'missing', days }
  }
  const days = lateDays(deadline, first)
  if (days === 0) return { kind: 'on_time' }
  if (indulgences.some(({ kind }) => kind === 'offline_accepted')) return { kind: 'on_time_offline', days }
  return isExcused ? { kind: 'late_excused', days } : { kind: 'late', days }
}
