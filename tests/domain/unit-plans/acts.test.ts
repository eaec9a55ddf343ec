import { describe, expect, test } from 'vitest'
import type { Mid } from '#domain/ids.ts'
import { differences } from '#domain/unit-forms/differences.ts'
import { valuesOf } from '#domain/unit-forms/merge.ts'
import { formStateOf, latestVersion, versionsOf } from '#domain/unit-forms/state.ts'
import { inEffect } from '#domain/unit-plans/in-effect.ts'
import { lineTaskIdOf } from '#domain/unit-plans/key.ts'
import {
  acceptPlan,
  approvePlan,
  askPlan,
  editPlan,
  receivePlan,
  returnPlan,
  submitPlan,
} from '#domain/unit-plans/mutations.ts'
import { percentOf, progressLine } from '#domain/unit-plans/progress.ts'
import { planSummaryOf } from '#domain/unit-plans/summary.ts'
import { unitPlanSummarySchema } from '#domain/unit-plans/summary-record.ts'
import { type UnitPlan, unitPlanSchema } from '#domain/unit-plans/unit-plan.ts'
import { aContext, anActor, at, OFFICE, OTHER_UNIT, UNIT, uuid } from '#tests/support/builders.ts'
import {
  decidePlan,
  LINES,
  lineOfPlan,
  PARENT,
  PLAN_FIELDS,
  PLAN_KEY,
  planAfter,
  planFieldsOf,
  SUBMISSION,
} from '#tests/support/unit-plan.ts'

const head = () => aContext({ actor: anActor('unit_head', UNIT, 2) })
const clerk = () => aContext({ actor: anActor('office_clerk', OFFICE, 3) })
const edit = (path: string, value: string | number | boolean, base: string | null = null) => ({
  ...PLAN_KEY,
  edits: [{ path, base: base as Mid | null, value }],
})
const refusalOf = (result: ReturnType<typeof decidePlan>) => (result.ok ? null : result.error)
const sent = () => planAfter(submitPlan, undefined, SUBMISSION).plan
const accepted = (plan: UnitPlan, version: number) =>
  planAfter(acceptPlan, plan, { ...PLAN_KEY, version, note: '' }, clerk()).plan

describe('[PN2] one plan a unit and year', () => {
  test('whatever the order of the devices', () => {
    const one = planAfter(editPlan, undefined, edit('objectives', 'một')).plan
    expect(sent().id).toBe(one.id)
    expect(unitPlanSchema.safeParse(sent()).success).toBe(true)
    expect(editPlan.entity({ unitId: OTHER_UNIT, of: '2024', edits: [] })).not.toBe(one.id)
  })

  test.each(['24', '2024-03', '1999', ''])('a year that is none is malformed: %s', (of) => {
    expect(submitPlan.args.safeParse({ ...SUBMISSION, of }).success).toBe(false)
  })

  test('a year that has not come is refused by the server, and never by a phone’s clock', () => {
    const of = (year: string) => ({ ...SUBMISSION, of: year, snapshot: planFieldsOf(year), parent: null })
    const on = (day: string) => aContext({ received: at(`${day}T05:00:00Z`), now: at(`${day}T05:00:00Z`) })
    expect(refusalOf(decidePlan(submitPlan, undefined, of('2027'), on('2026-09-30')))).toEqual({
      code: 'no-such-period',
      details: { of: '2027' },
    })
    expect(refusalOf(decidePlan(submitPlan, undefined, of('2027'), on('2026-10-01')))).toBeNull()
    expect(refusalOf(decidePlan(submitPlan, undefined, of('2030'), aContext({ received: null })))).toBeNull()
  })

  test('[AC3, AC7] a plan of another unit is not there; an administrator writes none', () => {
    const foreign = { ...SUBMISSION, unitId: OTHER_UNIT }
    expect(refusalOf(decidePlan(submitPlan, undefined, foreign))?.code).toBe('not-found')
    const admin = aContext({ actor: anActor('admin', UNIT, 9) })
    expect(refusalOf(decidePlan(submitPlan, undefined, SUBMISSION, admin))?.code).toBe('not-allowed')
  })
})

describe('[PN1] a plan goes the way of a report', () => {
  test('draft, asked, approved, submitted with a code, received, returned with reasons on fields', () => {
    let plan = planAfter(editPlan, undefined, edit('objectives', 'một')).plan
    expect(formStateOf(plan)).toBe('draft')
    const { approval: _, ...asked } = SUBMISSION
    const ask = aContext()
    plan = planAfter(askPlan, plan, asked, ask).plan
    expect(formStateOf(plan)).toBe('pending_approval')
    plan = planAfter(approvePlan, plan, { ...PLAN_KEY, askId: ask.mid }, head()).plan
    expect(formStateOf(plan)).toBe('approved')
    plan = planAfter(submitPlan, plan, { ...SUBMISSION, approval: { kind: 'in_app', askId: ask.mid } }).plan
    expect(plan.code).toMatch(/^KH-2026-\d{4}$/)
    plan = planAfter(receivePlan, plan, { ...PLAN_KEY, version: 1 }, clerk()).plan
    expect(formStateOf(plan)).toBe('received')
    const reasons = { reason: '', fields: [{ path: 'crisis', reason: 'Nêu ai phát ngôn' }], countFromNext: false }
    plan = planAfter(returnPlan, plan, { ...PLAN_KEY, version: 1, ...reasons }, clerk()).plan
    expect(formStateOf(plan)).toBe('returned')
    expect(
      returnPlan.args.safeParse({ ...PLAN_KEY, version: 1, ...reasons, fields: [{ path: 'overview', reason: 'x' }] })
        .success,
    ).toBe(false)
  })

  test('what blocks holds it on both sides, with codes and fields', () => {
    const snapshot = { ...PLAN_FIELDS, ...lineOfPlan(1, { 'quarter.1': true, start: '2024-02-01' }), 'budget.total': 1 }
    expect(refusalOf(decidePlan(submitPlan, undefined, { ...SUBMISSION, snapshot }))).toEqual({
      code: 'incomplete',
      details: {
        issues: [
          { code: 'V30', path: `lines.${LINES[1]}.quarter.1` },
          { code: 'V33', path: 'budget.total' },
        ],
      },
    })
    const own = { ...SUBMISSION, approval: { kind: 'own' as const } }
    expect(refusalOf(decidePlan(submitPlan, undefined, own))?.details).toEqual({
      issues: [{ code: 'V36', path: 'approval' }],
    })
  })

  test('[PN5] nobody is refused because another plan was issued since', () => {
    const snapshot = { ...PLAN_FIELDS, ...lineOfPlan(1, { 'quarter.1': true, start: '2024-02-01' }) }
    const parent = { ...PARENT, asOf: '2024-01-15' as typeof PARENT.asOf }
    expect(refusalOf(decidePlan(submitPlan, undefined, { ...SUBMISSION, snapshot, parent }))).toBeNull()
  })

  test('[MR9] the same words twice are one version; another is the next, and tells what changed', () => {
    const plan = sent()
    expect(planAfter(submitPlan, plan, SUBMISSION).outcome).toBe('merged')
    const snapshot = { ...PLAN_FIELDS, crisis: 'Quy trình mới (minh họa)' }
    const amended = planAfter(submitPlan, plan, { ...SUBMISSION, snapshot }).plan
    expect(versionsOf(amended).map(({ no }) => no)).toEqual([1, 2])
    expect(amended.code).toBe(plan.code)
    const [before, after] = versionsOf(amended)
    expect(differences(before?.snapshot ?? {}, after?.snapshot ?? {}).map(({ path }) => path)).toEqual(['crisis'])
  })
})

describe('[PN6] the version in effect', () => {
  test('is the newest accepted one; an amendment on its way ends nothing', () => {
    let plan = sent()
    expect(inEffect(plan)).toBeUndefined()
    plan = accepted(plan, 1)
    expect(inEffect(plan)?.no).toBe(1)
    const snapshot = { ...PLAN_FIELDS, [`lines.${LINES[2]}.end`]: '2024-05-30' }
    plan = planAfter(submitPlan, plan, { ...SUBMISSION, snapshot }).plan
    expect([formStateOf(plan), inEffect(plan)?.no]).toEqual(['submitted', 1])
    plan = accepted(plan, 2)
    expect(inEffect(plan)?.no).toBe(2)
    const summary = planSummaryOf(plan)
    expect(unitPlanSummarySchema.safeParse(summary).success).toBe(true)
    expect(summary.lines.map(({ id, end }) => [id, end])).toEqual([
      [LINES[0], '2024-12-20'],
      [LINES[1], '2024-07-31'],
      [LINES[2], '2024-05-30'],
    ])
  })

  test('sent back after all, it is in effect no more', () => {
    const plan = planAfter(
      returnPlan,
      accepted(sent(), 1),
      { ...PLAN_KEY, version: 1, reason: 'Nhầm', fields: [], countFromNext: false },
      clerk(),
    ).plan
    expect(inEffect(plan)).toBeUndefined()
    expect(planSummaryOf(plan).lines).toEqual([])
  })
})

describe('[PN7] how far a line is', () => {
  const act = (line: string, percent: number) => ({ ...PLAN_KEY, line, percent, note: '' })
  test('is kept under an id made of plan and line; the newest word counts', () => {
    const plan = accepted(sent(), 1)
    const result = decidePlan(progressLine, plan, act(LINES[0], 60))
    if (!result.ok) throw new Error('refused')
    const [change] = result.value.changes
    if (!change || !('put' in change) || change.put !== 'line_progress') throw new Error('no progress was put')
    expect(change.id).toBe(lineTaskIdOf({ ...PLAN_KEY, line: LINES[0] }))
    expect(percentOf(change.body)).toBe(60)
  })

  test('a line that was never sent is not found, nor is one of another unit', () => {
    const plan = accepted(sent(), 1)
    expect(refusalOf(decidePlan(progressLine, plan, act(uuid(0x999), 10)))?.code).toBe('not-found')
    expect(refusalOf(decidePlan(progressLine, plan, { ...act(LINES[0], 10), unitId: OTHER_UNIT }))?.code).toBe(
      'not-found',
    )
    expect(progressLine.args.safeParse(act(LINES[0], 101)).success).toBe(false)
  })

  test('a line that an amendment took out keeps its history', () => {
    const snapshot = Object.fromEntries(
      Object.entries({ ...PLAN_FIELDS, 'budget.total': 3_000_000 }).filter(([path]) => !path.includes(LINES[2])),
    )
    const plan = accepted(planAfter(submitPlan, accepted(sent(), 1), { ...SUBMISSION, snapshot }).plan, 2)
    expect(latestVersion(plan)?.no).toBe(2)
    expect(planSummaryOf(plan).lines).toHaveLength(2)
    expect(refusalOf(decidePlan(progressLine, plan, act(LINES[2], 100)))).toBeNull()
  })
})

test('[MR3, PN1] two phones: lines join by their ids, one field is kept twice', () => {
  const one = planAfter(editPlan, undefined, {
    ...PLAN_KEY,
    edits: [{ path: `lines.${LINES[0]}.title`, base: null, value: 'của máy một' }],
  }).plan
  const two = planAfter(editPlan, one, {
    ...PLAN_KEY,
    edits: [
      { path: `lines.${LINES[0]}.title`, base: null, value: 'của máy hai' },
      { path: `lines.${LINES[1]}.title`, base: null, value: 'dòng khác' },
    ],
  })
  expect(two.outcome).toBe('kept_both')
  expect(valuesOf(two.plan.fields)).toEqual({
    [`lines.${LINES[0]}.title`]: 'của máy một',
    [`lines.${LINES[1]}.title`]: 'dòng khác',
  })
  expect(two.plan.kept.map(({ value }) => value)).toEqual(['của máy hai'])
})
