import { type Due, isOpen, moveOffDayOff } from '../agenda/due.ts'
import { addDays, type Day, daysBetween, isWorkingDay } from '../deadlines/days.ts'
import type { DepartmentCalendar } from '../deadlines/department-rules.ts'
import type { UnitId } from '../ids.ts'
import type { Actor, Role } from '../organisation/roles.ts'
import { hanoiDay, type Instant, instantOf, msOf } from '../time.ts'

/** Why somebody is reminded on a day, the weakest first: of two on one day the stronger stands. [RM2] */
export const REMINDER_KINDS = [
  'opens',
  'wished',
  'day_before',
  'last_working',
  'last_day',
  'overdue',
  'to_head',
] as const
export type ReminderKind = (typeof REMINDER_KINDS)[number]

/** One reminder of one duty or task. */
export interface Reminder {
  kind: ReminderKind
  /** of the duty or the task, see `Due.key` */
  key: string
  unitId: UnitId
  /** in Hanoi */
  day: Day
  at: Instant
  /** a second try on the same day, for whom the first was not shown; null where there is none [RM2] */
  again: Instant | null
  /** whom it is for: everyone who can send it, or the unit's head alone once three reminders changed nothing */
  to: 'officers' | 'head'
}

const MORNING = '08:00'
const AFTERNOON = '15:00'
/** A month's window opens on this day, after what it covers; the same day of the month before a plan's deadline. */
const OPENS_ON = 15
/** So many reminders after the deadline, a day each, before its head is told. */
const AFTER = 3
/** Further than this nobody looks for a working day; longer than any holiday. */
const FURTHEST = 62

const hanoiAt = (day: Day, time: string): Instant => instantOf(Date.parse(`${day}T${time}:00+07:00`))

/**
 * All reminders of one duty or task, by the day: at most one a day. Days off move them by the department's choice and
 * never the deadline: what would not be true yet goes on to the next working day, and nothing that is to be done in
 * time is told after it. [RM1, RM2, RM3, DL5]
 */
export function remindersOf(due: Due, calendar: DepartmentCalendar): Reminder[] {
  const { deadline, key } = due
  const { lastValidDay, lastWorkingDay, before } = deadline
  const inTime = (kind: ReminderKind, day: Day | null) => (day !== null && day <= lastValidDay ? [{ kind, day }] : [])
  const planned: { kind: ReminderKind; day: Day }[] = [
    ...(due.kind === 'duty' ? inTime('opens', forward(openingBefore(due.obligation.before), calendar)) : []),
    ...inTime('wished', due.kind === 'duty' ? due.wished : null),
    ...(isBrief(due) ? inTime('day_before', moveOffDayOff(addDays(lastValidDay, -1), calendar)) : []),
    ...inTime('last_working', lastWorkingDay),
    ...inTime('last_day', moveOffDayOff(lastValidDay, calendar)),
  ]
  let next = before
  for (let n = 0; n < (due.kind === 'duty' ? AFTER + 1 : AFTER); n += 1) {
    const day = forward(next, calendar)
    planned.push({ kind: n < AFTER ? 'overdue' : 'to_head', day })
    next = addDays(day, 1)
  }
  return strongestADay(planned).map(({ kind, day }) => ({
    kind,
    key,
    unitId: due.unitId,
    day,
    at: hanoiAt(day, MORNING),
    again: day === lastWorkingDay ? hanoiAt(day, AFTERNOON) : null,
    to: kind === 'to_head' ? 'head' : 'officers',
  }))
}

/** Somebody waits for a few words: their writer is told a day earlier. */
const isBrief = (due: Due): boolean =>
  due.kind === 'task' && due.card.role === 'given' && due.card.body.kind === 'brief'

/** The reminders that are still to come for what is still open; none for what was sent or excused. [RM4] */
export function remindersAhead(dues: readonly Due[], calendar: DepartmentCalendar, now: Instant): Reminder[] {
  return dues
    .filter(isOpen)
    .flatMap((due) => remindersOf(due, calendar))
    .filter(({ at }) => at > now)
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : strength(b) - strength(a)))
}

const OFFICERS: readonly Role[] = ['focal_point', 'parent_officer', 'division_officer', 'office_clerk', 'office_chief']
const HEADS: readonly Role[] = ['unit_head', 'office_chief']

/** Whether a post of the actor in that unit is among those whom it is for. [RM1] */
export const isFor = ({ unitId, to }: Reminder, { grants }: Pick<Actor, 'grants'>): boolean =>
  grants.some((grant) => grant.unitId === unitId && (to === 'head' ? HEADS : OFFICERS).includes(grant.role))

/** What stands for today, from its hour on until midnight in Hanoi, the strongest first. [RM4] */
export function remindersToday(dues: readonly Due[], calendar: DepartmentCalendar, now: Instant): Reminder[] {
  const today = hanoiDay(now)
  return dues
    .filter(isOpen)
    .flatMap((due) => remindersOf(due, calendar))
    .filter(({ day, at }) => day === today && at <= now)
    .sort((a, b) => strength(b) - strength(a))
}

const QUIET_FROM = 21
const QUIET_TO = 6

/** Between 21:00 and 06:00 in Hanoi nobody's phone makes a sound, save for incidents. [RM5] */
export function isQuiet(now: Instant): boolean {
  const hour = new Date(msOf(now) + 7 * 3_600_000).getUTCHours()
  return hour >= QUIET_FROM || hour < QUIET_TO
}

/** How long from now until the next quiet hours begin, in seconds; 0 within them. [RM5] */
export const secondsUntilQuiet = (now: Instant): number =>
  isQuiet(now) ? 0 : Math.floor((msOf(hanoiAt(hanoiDay(now) as Day, `${QUIET_FROM}:00`)) - msOf(now)) / 1000)

export const strength = ({ kind }: { kind: ReminderKind }): number => REMINDER_KINDS.indexOf(kind)

/** The last 15th before the day before which it is due by the rules alone. */
function openingBefore(before: Day): Day {
  let day = addDays(before, -1)
  while (Number(day.slice(8)) !== OPENS_ON) day = addDays(day, -1)
  return day
}

/** The same day, or the next working day where reminders move off days off. */
function forward(day: Day, calendar: DepartmentCalendar): Day {
  if (calendar.weekendPolicy === 'as_it_falls') return day
  let after = day
  while (daysBetween(day, after) < FURTHEST && !isWorkingDay(after, calendar)) after = addDays(after, 1)
  return after
}

function strongestADay(planned: readonly { kind: ReminderKind; day: Day }[]) {
  const days = Map.groupBy(planned, ({ day }) => day)
  return [...days.values()]
    .map((ofDay) => ofDay.reduce((best, one) => (strength(one) > strength(best) ? one : best)))
    .sort((a, b) => (a.day < b.day ? -1 : 1))
}
