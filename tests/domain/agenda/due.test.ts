import { describe, expect, it } from 'vitest'
import {
  type DepartmentDuties,
  duesOf,
  grouped,
  groupOf,
  isOpen,
  listWindow,
  PLAIN_CALENDAR,
  type UnitDuties,
} from '#domain/agenda/due.ts'
import { addMonths, byLastDay, monthWindow, readMonth, weeksOf } from '#domain/agenda/month.ts'
import { type Day, weekdayOf } from '#domain/deadlines/days.ts'
import type { DutyRules } from '#domain/deadlines/department-rules.ts'
import type { DutyLedger, LedgerEntry } from '#domain/deadlines/ledger.ts'
import { obligationIdOf } from '#domain/deadlines/obligation-id.ts'
import type { UnitFacts } from '#domain/deadlines/unit-facts.ts'
import { snapshotOf } from '#domain/monthly-reports/body.ts'
import { submitMonthly } from '#domain/monthly-reports/mutations.ts'
import { summaryOf } from '#domain/monthly-reports/summary.ts'
import type { MonthlySummary } from '#domain/monthly-reports/summary-record.ts'
import { planIdOf } from '#domain/plans/plan.ts'
import { type Assignment, cardsOfUnit } from '#domain/tasks/assignment.ts'
import type { Task, TaskEntry } from '#domain/tasks/task.ts'
import type { FormSummary } from '#domain/unit-forms/summary-record.ts'
import { lineTaskIdOf } from '#domain/unit-plans/key.ts'
import { acceptPlan, submitPlan } from '#domain/unit-plans/mutations.ts'
import { planSummaryOf } from '#domain/unit-plans/summary.ts'
import type { UnitPlan } from '#domain/unit-plans/unit-plan.ts'
import { aContext, anActor, at, OFFICE, UNIT, uuid } from '#tests/support/builders.ts'
import { FULL, KEY, monthlyAfter } from '#tests/support/monthly.ts'
import { preview, SAMPLE } from '#tests/support/plans.ts'
import { LINES, planAfter, planFieldsOf, SUBMISSION } from '#tests/support/unit-plan.ts'

const day = (text: string) => text as Day
const YEAR = 2026
const plan = { ...preview(SAMPLE).plan, year: YEAR }
const planId = planIdOf(anActor().departmentId, YEAR)
const assignment: Assignment = { planId, unitId: UNIT, codes: ['DVTT'] }
const cards = cardsOfUnit({ plan }, assignment)
const rules: DutyRules = {
  periodPolicy: 'cut15_14',
  rules: (['monthly', 'unit_plan'] as const).map((form) => ({
    form,
    unitTypes: ['attached_unit'],
    from: day('2024-01-01'),
    to: null,
  })),
}
const facts: UnitFacts = {
  unit: {
    id: UNIT,
    type: 'attached_unit',
    validFrom: day('2020-01-01'),
    validTo: null,
    successors: [],
    name: 'Trường (minh họa)',
  },
  predecessors: [],
}
const department: DepartmentDuties = { calendar: PLAIN_CALENDAR, rules, plans: new Map([[planId, { plan }]]) }
const unitWith = (
  tasks: readonly Task[] = [],
  ledgers: readonly DutyLedger[] = [],
  reports: readonly FormSummary[] = [],
  progress: ReadonlyMap<string, number> = new Map(),
): UnitDuties => ({
  unitId: UNIT,
  facts,
  assignments: [assignment],
  given: [],
  tasks: new Map(tasks.map((task) => [task.id as string, task])),
  ledgers: new Map(ledgers.map((ledger) => [ledger.id as string, ledger])),
  reports: new Map(reports.map((report) => [report.id as string, report])),
  progress,
})
const wholeYear = { from: day('2026-01-01'), to: day('2027-01-01') }

const stamps = {
  ...{ written: at('2026-11-01T00:00:00Z'), committed: at('2026-11-01T00:00:00Z') },
  zoneMinutes: 420,
  skewMs: 0,
  received: at('2026-11-01T00:00:00Z'),
}
const by = { accountId: anActor().accountId, name: 'Người (minh họa)', role: 'focal_point' as const }
type Told = TaskEntry extends infer E ? (E extends TaskEntry ? Partial<E> & { kind: E['kind'] } : never) : never
function taskOf(n: number, ...entries: Told[]): Task {
  const card = cards[n]
  if (!card) throw new Error(`no card ${n}`)
  const { id, unitId, group, quarter } = card
  const place =
    card.role === 'lead' ? { role: card.role, group, item: card.item, quarter } : { role: card.role, group, quarter }
  const timeline = entries.map(
    (entry, i) => ({ id: uuid(i + 1), by, stamps, note: '', reason: '', ...entry }) as unknown as TaskEntry,
  )
  return { id, planId, unitId, place, timeline }
}

describe('what a unit has to do', () => {
  it('[DL8] [TK2] a year gives twelve reports, one plan, and every card', () => {
    const dues = duesOf(department, unitWith(), wholeYear, at('2026-06-01T00:00:00Z'))
    expect(dues.filter(({ kind }) => kind === 'duty')).toHaveLength(13)
    expect(dues.filter(({ kind }) => kind === 'task')).toHaveLength(cards.length)
    expect(cards.length).toBeGreaterThan(3)
    const days = dues.map(({ deadline }) => deadline.before)
    expect(days).toEqual([...days].sort())
    expect(new Set(dues.map(({ key }) => key)).size).toBe(dues.length)
  })

  it('[DL10] before the first contact with the server nothing is made up', () => {
    const unknown = {
      unitId: UNIT,
      facts: undefined,
      assignments: [],
      given: [],
      tasks: new Map(),
      ledgers: new Map(),
      reports: new Map(),
      progress: new Map(),
    }
    expect(duesOf({ ...department, rules: undefined }, unknown, wholeYear, at('2026-06-01T00:00:00Z'))).toEqual([])
    expect(duesOf({ ...department, plans: new Map() }, unitWith(), wholeYear, at('2026-06-01T00:00:00Z'))).toHaveLength(
      13,
    )
  })

  it('[DL11] a deadline belongs to its last day in Hanoi, to the millisecond', () => {
    const [due] = duesOf(
      department,
      unitWith(),
      { from: day('2026-11-19'), to: day('2026-11-19') },
      at('2026-11-01T00:00:00Z'),
    )
    if (!due) throw new Error('nothing is due')
    expect(groupOf(due, at('2026-11-11T16:59:59.999Z'))).toBe('later')
    expect(groupOf(due, at('2026-11-11T17:00:00Z'))).toBe('week')
    expect(groupOf(due, at('2026-11-18T16:59:59.999Z'))).toBe('week')
    expect(groupOf(due, at('2026-11-18T17:00:00Z'))).toBe('today')
    expect(groupOf(due, at('2026-11-19T16:59:59.999Z'))).toBe('today')
    expect(groupOf(due, at('2026-11-19T17:00:00Z'))).toBe('overdue')
  })

  it('[MR10, MR12] a month’s report that arrived makes its duty done, or late by so many days; returned, it is open again', () => {
    const { report } = monthlyAfter(
      submitMonthly,
      undefined,
      { ...KEY, snapshot: snapshotOf(FULL), policy: 'cut15_14', approval: { kind: 'own' } },
      aContext({ actor: anActor('unit_head'), received: at('2026-11-19T17:00:00Z') }),
    )
    const summary = summaryOf(report)
    const now = at('2026-11-21T05:00:00Z')
    const ofNovember = (one: MonthlySummary) =>
      duesOf(department, unitWith([], [], [one]), { from: day('2026-11-19'), to: day('2026-11-19') }, now)[0]
    const late = ofNovember(summary)
    expect(late).toMatchObject({ timeliness: { kind: 'late', days: 1 }, report: { state: 'submitted' } })
    expect(late && isOpen(late)).toBe(false)
    const returned = ofNovember({ ...summary, state: 'returned' })
    expect(returned && isOpen(returned)).toBe(true)
    const inTime = ofNovember({ ...summary, arrivals: [at('2026-11-19T16:59:59.999Z')] })
    expect(inTime).toMatchObject({ timeliness: { kind: 'on_time' } })
  })

  it('[DL12] a duty whose arrival the app cannot know leaves the list after a month; a task stays', () => {
    const now = at('2026-11-23T05:00:00Z')
    const { overdue } = grouped(duesOf(department, unitWith(), listWindow(now), now), now)
    expect(overdue.filter(({ kind }) => kind === 'duty').map(({ deadline }) => deadline.before)).toEqual(['2026-11-20'])
    const passed = cards.filter(({ before }) => before < '2026-11-23')
    expect(overdue.filter(({ kind }) => kind === 'task')).toHaveLength(passed.length)
    expect(passed.length).toBeGreaterThan(0)
    expect(overdue[0]?.deadline.before).toBe('2026-11-20')
  })

  it('[DL7] [DL17] more time moves a duty, what was noted takes it off the list, an excuse says so until its day', () => {
    const key = { unitId: UNIT, form: 'monthly' as const, of: '2026-11' }
    const id = obligationIdOf(key)
    const officeBy = { ...by, name: 'Chánh Văn phòng (minh họa)', role: 'office_chief' as const }
    type Given = LedgerEntry extends infer E ? (E extends LedgerEntry ? Omit<E, 'id' | 'by' | 'stamps'> : never) : never
    const found = (now: string, ...given: Given[]) => {
      const timeline = given.map((entry, n) => ({ ...entry, id: uuid(0x700 + n), by: officeBy, stamps }) as LedgerEntry)
      const unit = unitWith([], [{ ...key, id, timeline }])
      const groups = grouped(duesOf(department, unit, listWindow(at(now)), at(now)), at(now))
      for (const [group, dues] of Object.entries(groups)) {
        const due = dues.find((one) => one.kind === 'duty' && one.obligation.id === id)
        if (due?.kind === 'duty') return [group, due.deadline.before, due.timeliness.kind]
      }
      return null
    }
    const extended = { kind: 'extended', before: day('2026-11-26'), reason: 'Bão' } as const
    const excused = { kind: 'excused', reason: 'Chia tách' } as const
    const arrived = { kind: 'arrived', on: day('2026-11-18'), way: 'email', note: '' } as const
    expect(found('2026-11-23T05:00:00Z')).toEqual(['overdue', '2026-11-20', 'missing'])
    expect(found('2026-11-23T05:00:00Z', extended)).toEqual(['week', '2026-11-26', 'pending'])
    expect(found('2026-11-23T05:00:00Z', arrived)).toBeNull()
    expect(found('2026-11-18T05:00:00Z', excused)).toEqual(['week', '2026-11-20', 'not_required'])
    expect(found('2026-11-23T05:00:00Z', excused)).toBeNull()
  })

  it('[TK8] more time moves a task, a result takes it off the list, a return brings it back', () => {
    const now = at('2026-11-23T05:00:00Z')
    const index = cards.findIndex(({ quarter }) => quarter === 3)
    const groupOfCard = (...entries: Told[]) => {
      const groups = grouped(duesOf(department, unitWith([taskOf(index, ...entries)]), listWindow(now), now), now)
      return Object.entries(groups).find(([, dues]) => dues.some(({ key }) => key === cards[index]?.id))?.[0]
    }
    expect(groupOfCard({ kind: 'seen' })).toBe('overdue')
    expect(groupOfCard({ kind: 'extension_given', before: day('2026-11-25') })).toBe('week')
    expect(groupOfCard({ kind: 'reported' })).toBeUndefined()
    expect(groupOfCard({ kind: 'reported' }, { kind: 'returned' })).toBe('overdue')
    expect(groupOfCard({ kind: 'cancelled' })).toBeUndefined()
  })

  it('[DL5] the office’s wish moves off a day off and never past the deadline', () => {
    const wishOf = (internalDay: number, weekendPolicy: (typeof PLAIN_CALENDAR)['weekendPolicy']) => {
      const calendar = { ...PLAIN_CALENDAR, internalDay, weekendPolicy }
      const window = { from: day('2026-10-19'), to: day('2026-10-19') }
      const [due] = duesOf({ ...department, calendar }, unitWith(), window, at('2026-10-01T00:00:00Z'))
      return due?.kind === 'duty' ? due.wished : undefined
    }
    // 17 October 2026 is a Saturday, the 19th a Monday
    expect(wishOf(17, 'working_day_before')).toBe('2026-10-16')
    expect(wishOf(17, 'as_it_falls')).toBe('2026-10-17')
    expect(wishOf(17, 'working_day_after')).toBeNull()
    expect(wishOf(28, 'as_it_falls')).toBeNull()
  })
})

describe('[DL11] a month as a table', () => {
  it('has every day once, Monday first, nothing of other months', () => {
    for (let n = 0; n < 30; n += 1) {
      const month = addMonths({ year: 2025, month: 11 }, n)
      const { from, to } = monthWindow(month)
      const weeks = weeksOf(month)
      const days = weeks.flat().filter((one) => one !== null)
      expect(days[0]).toBe(from)
      expect(days.at(-1)).toBe(to)
      expect(new Set(days).size).toBe(Number(to.slice(8)))
      for (const week of weeks) {
        expect(week).toHaveLength(7)
        expect(week.every((one, i) => one === null || weekdayOf(one) === i + 1)).toBe(true)
      }
    }
  })

  it('puts a deadline on its last valid day', () => {
    const dues = duesOf(department, unitWith(), monthWindow({ year: 2026, month: 12 }), at('2026-12-01T00:00:00Z'))
    expect([...byLastDay(dues).keys()]).toEqual(['2026-12-19', '2026-12-31'])
  })

  it.each([
    ['2026-11', { year: 2026, month: 11 }],
    ['2026-13', null],
    ['26-1', null],
    [null, null],
  ])('%s is %o', (text, wanted) => {
    expect(readMonth(text)).toEqual(wanted)
  })

  it('[PN7] a line in effect is due on its last day, until the unit says that it is done; a plan that arrived keeps its duty', () => {
    const sent = planAfter(
      submitPlan,
      undefined,
      { ...SUBMISSION, of: '2026', snapshot: planFieldsOf('2026'), parent: null },
      aContext({ received: at('2026-03-08T00:00:00Z') }),
    ).plan
    const key = { unitId: UNIT, of: '2026' }
    const accepted = planAfter(
      acceptPlan,
      sent,
      { ...key, version: 1, note: '' },
      aContext({ actor: anActor('office_clerk', OFFICE, 3) }),
    ).plan
    const now = at('2026-08-10T00:00:00Z')
    const task = lineTaskIdOf({ ...key, line: LINES[1] })
    const duesWith = (plan: UnitPlan, percent = 0) =>
      duesOf(department, unitWith([], [], [planSummaryOf(plan)], new Map([[task, percent]])), wholeYear, now)
    expect(duesWith(sent).filter(({ kind }) => kind === 'own')).toEqual([])
    const duty = duesWith(sent).find((due) => due.kind === 'duty' && due.obligation.form === 'unit_plan')
    expect(duty).toMatchObject({ timeliness: { kind: 'on_time' }, report: { state: 'submitted' } })
    const own = duesWith(accepted).filter(({ kind }) => kind === 'own')
    expect(own.map(({ deadline }) => deadline.lastValidDay)).toEqual(['2026-04-23', '2026-07-31', '2026-12-20'])
    expect(own.map((due) => groupOf(due, now))).toEqual(['overdue', 'overdue', 'later'])
    const isLineOpen = (percent: number) => duesWith(accepted, percent).some((due) => due.key === task && isOpen(due))
    expect([isLineOpen(90), isLineOpen(100)]).toEqual([true, false])
  })
})
