import { addDays, type Day, dayOf, daysBetween, isWorkingDay, workingDayUpTo } from '../deadlines/days.ts'
import type { DepartmentCalendar, DutyRules } from '../deadlines/department-rules.ts'
import { type DutyLedger, indulgencesOf, notedArrivals } from '../deadlines/ledger.ts'
import type { Obligation } from '../deadlines/obligations.ts'
import { type Deadline, deadlineBefore, extendedTo, type Timeliness, timelinessOf } from '../deadlines/timeliness.ts'
import { obligationsFrom, type UnitFacts } from '../deadlines/unit-facts.ts'
import type { UnitId } from '../ids.ts'
import { type Assignment, cardsOfUnit, type IssuedPlan } from '../tasks/assignment.ts'
import type { AnyCard } from '../tasks/find-card.ts'
import { givenCard, judgedBy } from '../tasks/given-card.ts'
import type { Given } from '../tasks/giving.ts'
import { dueOf, type Task, type TaskState, taskStateOf, taskTimelinessOf } from '../tasks/task.ts'
import { hanoiDay, type Instant } from '../time.ts'
import type { FormSummary } from '../unit-forms/summary-record.ts'
import type { SummedLine, UnitPlanSummary } from '../unit-plans/summary-record.ts'

/** What a device knows of one unit: all of it may be missing before the first contact with the server. */
export interface UnitDuties {
  unitId: UnitId
  facts: UnitFacts | undefined
  assignments: readonly Assignment[]
  /** what the office gave it outside of the plan [GV1] */
  given: readonly Given[]
  /** the unit's tasks that somebody has touched, with what waits on top, by their ids */
  tasks: ReadonlyMap<string, Task>
  /** what the office did about its duties, by their ids [DL17] */
  ledgers: ReadonlyMap<string, DutyLedger>
  /** how its months' reports and its plans stand, by their duties' ids [MR12] */
  reports: ReadonlyMap<string, FormSummary>
  /** how far it is with the lines of its plans, in per cent, by the ids of the tasks that they are [PN7] */
  progress: ReadonlyMap<string, number>
}

/** What a device knows of its department. */
export interface DepartmentDuties {
  calendar: DepartmentCalendar
  rules: DutyRules | undefined
  /** by their ids */
  plans: ReadonlyMap<string, Pick<IssuedPlan, 'plan'>>
}

/** Before the department's calendar has come, weekends are days off and nothing else is. */
export const PLAIN_CALENDAR: DepartmentCalendar = {
  holidays: [],
  workingWeekends: [],
  weekendPolicy: 'working_day_before',
  internalDay: null,
}

interface DueBase {
  /** the same for ever: the duty's key or the task's id */
  key: string
  unitId: UnitId
  deadline: Deadline
}

/** A duty of the department's table. What came another way it knows from the office's ledger alone. [DL12] */
export interface DutyDue extends DueBase {
  kind: 'duty'
  obligation: Obligation
  ledger: DutyLedger | undefined
  /** the report that fulfils it, as far as the server has it; of a form that the app takes */
  report: FormSummary | undefined
  /** the day by which the office would like to have it; null where it has no wish [DL11] */
  wished: Day | null
  timeliness: Timeliness
}

/** A task of the plan or one that the office gave. @property timeliness null once it was cancelled */
export interface TaskDue extends DueBase {
  kind: 'task'
  card: AnyCard
  task: Task | undefined
  state: TaskState
  timeliness: Timeliness | null
}

/** A line of the unit's own plan that is in effect. @property of the year of the plan @property percent how far it is [PN7] */
export interface OwnDue extends DueBase {
  kind: 'own'
  of: string
  line: SummedLine
  percent: number
}

/** Something that a unit has to do by a day. */
export type Due = DutyDue | TaskDue | OwnDue

/** Days on which a duty may end to be wanted, both included. */
export interface Window {
  from: Day
  to: Day
}

/** What one unit has to do within a window, by the day. Nothing of it is stored: it follows from rules and plan. [DL10, TK2] */
export function duesOf(department: DepartmentDuties, unit: UnitDuties, window: Window, now: Instant): Due[] {
  return [
    ...dutyDues(department, unit, window, now),
    ...taskDues(department, unit, window, now),
    ...ownDues(department, unit, window),
  ].sort(byDay)
}

const byDay = (a: Due, b: Due): number => {
  if (a.deadline.before !== b.deadline.before) return a.deadline.before < b.deadline.before ? -1 : 1
  return weight(a) - weight(b)
}
const weight = (due: Due): number =>
  due.kind === 'duty' ? 0 : due.kind === 'own' ? 3 : due.card.role === 'coordinator' ? 2 : 1

const within = ({ from, to }: Window, day: Day): boolean => from <= day && day <= to

function dutyDues(
  { calendar, rules }: DepartmentDuties,
  { facts, unitId, ledgers, reports }: UnitDuties,
  window: Window,
  now: Instant,
) {
  if (!facts || !rules) return []
  const years = Array.from(
    { length: Number(window.to.slice(0, 4)) - Number(window.from.slice(0, 4)) + 2 },
    (_, n) => Number(window.from.slice(0, 4)) + n,
  )
  return years
    .flatMap((year) => obligationsFrom(facts, rules, year))
    .map((obligation): DutyDue => {
      const ledger = ledgers.get(obligation.id)
      const report = reports.get(obligation.id)
      const given = indulgencesOf(ledger)
      const deadline = deadlineBefore(extendedTo(obligation.before, given), calendar)
      const timeliness = timelinessOf(
        obligation.before,
        [...notedArrivals(ledger), ...(report?.arrivals ?? [])],
        given,
        now,
      )
      const wished = obligation.form === 'monthly' ? wishedDay(deadline, calendar) : null
      return { kind: 'duty', key: obligation.key, unitId, deadline, obligation, ledger, report, wished, timeliness }
    })
    .filter(({ deadline }) => within(window, deadline.lastValidDay))
}

function taskDues({ calendar, plans }: DepartmentDuties, unit: UnitDuties, window: Window, now: Instant) {
  const planned = unit.assignments.flatMap((assignment) => {
    const issued = plans.get(assignment.planId)
    return issued ? cardsOfUnit(issued, assignment) : []
  })
  return [...unit.given.map(givenCard), ...planned].flatMap((card): TaskDue[] => {
    const due = taskDueOf(card, unit.tasks.get(card.id), calendar, now)
    return within(window, due.deadline.lastValidDay) ? [due] : []
  })
}

/** The lines of the unit's plans that are in effect; what they are is in the plans' summaries. [PN7] */
function ownDues({ calendar }: DepartmentDuties, { unitId, reports, progress }: UnitDuties, window: Window): OwnDue[] {
  return [...reports.values()].flatMap((summary) => {
    const { of, lines = [] } = summary as Partial<UnitPlanSummary> & FormSummary
    return lines
      .map((line): OwnDue => {
        const deadline = deadlineBefore(addDays(line.end, 1), calendar)
        return { kind: 'own', key: line.task, unitId, deadline, of, line, percent: progress.get(line.task) ?? 0 }
      })
      .filter(({ deadline }) => within(window, deadline.lastValidDay))
  })
}

/** One card with what was done about it; its day is the one that the office has given it last. [TK8] */
export function taskDueOf(card: AnyCard, task: Task | undefined, calendar: DepartmentCalendar, now: Instant): TaskDue {
  return {
    kind: 'task',
    key: card.id,
    unitId: card.unitId,
    deadline: deadlineBefore(dueOf(task, card.before), calendar),
    card,
    task,
    state: taskStateOf(task),
    timeliness: taskTimelinessOf(task, card.role === 'given' ? judgedBy(card, task) : card.before, now),
  }
}

/** The office's own day for a month's report: a reminder, moved off a day off by its policy, never past the deadline. [DL5, DL11] */
function wishedDay({ lastValidDay }: Deadline, calendar: DepartmentCalendar): Day | null {
  if (calendar.internalDay === null) return null
  const [year, month] = lastValidDay.split('-').map(Number)
  const day = dayOf(year ?? 0, month ?? 1, calendar.internalDay)
  const moved = moveOffDayOff(day, calendar)
  return moved < lastValidDay ? moved : null
}

/** Where a reminder goes that falls on a day off, by the choice of the department. [DL5] */
export function moveOffDayOff(day: Day, calendar: DepartmentCalendar): Day {
  switch (calendar.weekendPolicy) {
    case 'as_it_falls':
      return day
    case 'working_day_before':
      return workingDayUpTo(day, calendar) ?? day
    case 'working_day_after': {
      let after = day
      for (let n = 0; n < 62 && !isWorkingDay(after, calendar); n += 1) after = addDays(after, 1)
      return after
    }
  }
}

/** Whether the unit still has something to do about it. */
export function isOpen(due: Due): boolean {
  if (due.kind === 'own') return due.percent < 100
  return due.kind === 'duty'
    ? due.timeliness.kind === 'pending' || due.timeliness.kind === 'missing' || due.report?.state === 'returned'
    : !['reported', 'done', 'cancelled'].includes(due.state)
}

/** What need not be sent stays in sight until its day, so that nobody wonders where it went. [DL17] */
const isTold = (due: Due, now: Instant): boolean =>
  due.kind === 'duty' && due.timeliness.kind === 'not_required' && now < due.deadline.instant

/** How long a duty of which nothing came stays in sight after its day: it may have been sent another way. [DL12] */
const REMEMBER_DUTY_DAYS = 31

export const GROUPS = ['overdue', 'today', 'week', 'later'] as const
export type Group = (typeof GROUPS)[number]

/** By the day in Hanoi: a deadline belongs to its last valid day, so "hôm nay" ends at midnight there. [DL0, DL11] */
export function groupOf({ deadline }: Due, now: Instant): Group {
  const left = daysBetween(hanoiDay(now) as Day, deadline.lastValidDay)
  if (left < 0) return 'overdue'
  return left === 0 ? 'today' : left <= 7 ? 'week' : 'later'
}

/** What is still to be done, in the groups of the list. */
export function grouped(dues: readonly Due[], now: Instant): Record<Group, Due[]> {
  const today = hanoiDay(now) as Day
  const groups: Record<Group, Due[]> = { overdue: [], today: [], week: [], later: [] }
  for (const due of dues) {
    if (!isOpen(due) && !isTold(due, now)) continue
    const forgotten = due.kind === 'duty' && daysBetween(due.deadline.lastValidDay, today) > REMEMBER_DUTY_DAYS
    if (!forgotten) groups[groupOf(due, now)].push(due)
  }
  // what has just passed can still be saved, and stands first
  groups.overdue.reverse()
  return groups
}

/** The window of the list: overdue tasks from the year's beginning on, and a season ahead. */
export function listWindow(now: Instant): Window {
  const today = hanoiDay(now) as Day
  return { from: addDays(dayOf(Number(today.slice(0, 4)), 1, 1), -REMEMBER_DUTY_DAYS), to: addDays(today, 100) }
}
