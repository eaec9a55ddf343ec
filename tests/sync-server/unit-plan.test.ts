import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Day } from '#domain/deadlines/days.ts'
import type { DutyRule } from '#domain/deadlines/obligations.ts'
import type { UnitId } from '#domain/ids.ts'
import { planIdOf } from '#domain/plans/plan.ts'
import type { Receipt } from '#domain/receipts/receipt.ts'
import { verifyForm } from '#domain/receipts/verify.ts'
import { verifyFile } from '#domain/receipts/verify-file.ts'
import type { Refused } from '#domain/records.ts'
import { BULLETIN } from '#domain/spaces.ts'
import { formStateOf } from '#domain/unit-forms/state.ts'
import { lineTaskIdOf, unitPlanIdOf } from '#domain/unit-plans/key.ts'
import type { LineProgress } from '#domain/unit-plans/progress.ts'
import { planSummaryOf } from '#domain/unit-plans/summary.ts'
import { unitPlanSummarySchema } from '#domain/unit-plans/summary-record.ts'
import { type UnitPlan, unitPlanSchema } from '#domain/unit-plans/unit-plan.ts'
import { type DeskPlanAnswer, deskPlanAnswerSchema } from '#protocol/office-plan.ts'
import { publishDutyRules } from '#server/organisation/deadlines.ts'
import { publishRecords } from '#server/publish/records.ts'
import { ISSUED } from '#tests/support/tasks.ts'
import { LINES, lineOfPlan, planFieldsOf } from '#tests/support/unit-plan.ts'
import { aMutation, DEPARTMENT, NONCE, OTHER_SCHOOL, openServer, type Person, SCHOOL, type Server } from './world.ts'

const OF = '2026'
const FIELDS = planFieldsOf(OF)
const PLAN_ID = planIdOf(DEPARTMENT, 2026)
const parent = { planId: PLAN_ID, asOf: ISSUED.asOf }
const keyOf = (unitId: UnitId = SCHOOL) => ({ unitId, of: OF })
const ID = unitPlanIdOf(keyOf())
const VERBAL = { kind: 'verbal', way: 'phone', at: '2026-11-18T02:00:00.000Z', note: '' }
const RULES = [
  { form: 'unit_plan', unitTypes: ['school'], from: '2020-01-01' as Day, to: null },
] as unknown as DutyRule[]

const act = (name: string, args: object = {}, unitId: UnitId = SCHOOL) =>
  aMutation(`plan.${name}`, unitPlanIdOf(keyOf(unitId)), { ...keyOf(unitId), ...args })
const edit = (path: string, value: unknown, base: string | null = null) =>
  act('edit', { edits: [{ path, base, value }] })
const submission = (change: object = {}, unitId: UnitId = SCHOOL) =>
  act('submit', { snapshot: { ...FIELDS, ...change }, parent, approval: VERBAL }, unitId)
const progress = (line: string, percent: number) =>
  aMutation('plan.progress', lineTaskIdOf({ ...keyOf(), line }), { ...keyOf(), line, percent, note: '' })

describe('a unit’s plan on the server', () => {
  let server: Server
  beforeEach(async () => {
    server = await openServer()
    const body = { ...ISSUED, plan: { ...ISSUED.plan, year: 2026 } }
    await server.store.write(DEPARTMENT, async (tx) => {
      await publishRecords(tx, DEPARTMENT, [{ space: BULLETIN, type: 'plan', id: PLAN_ID, entity: PLAN_ID, body }], [])
      await publishDutyRules(tx, DEPARTMENT, { rules: RULES, periodPolicy: 'cut15_14' })
    })
  })
  afterEach(() => server.close())

  const recordsOf = async (person: Person) => (await server.phone(person).everything()).records
  async function planOf(person: Person): Promise<UnitPlan> {
    const records = await recordsOf(person)
    return unitPlanSchema.parse(records.find(({ type }) => type === 'unit_plan')?.body)
  }
  const open = async (person: Person, id: string = ID) => {
    const { account } = server.phone(person)
    const url = `/api/office/plan/${id}?account=${account}&nonce=${NONCE}`
    const answer = await server.app.inject({ url, headers: { cookie: `account=${account}` } })
    return { status: answer.statusCode, ...answer.json<DeskPlanAnswer & { error?: { code: string } }>() }
  }

  it('[PN1, PN2] two phones that never met write one plan: lines join, one field is kept twice', async () => {
    const title = `lines.${LINES[0]}.title`
    expect((await server.phone('an').push(edit(title, 'của An'))).kind).toBe('applied')
    expect((await server.phone('anAlso').push(edit(`lines.${LINES[1]}.title`, 'dòng khác'))).kind).toBe('applied')
    expect((await server.phone('anAlso').push(edit(title, 'của người thứ hai'))).kind).toBe('kept_both')
    const plan = await planOf('head')
    expect(plan.id).toBe(ID)
    expect(Object.keys(plan.fields)).toHaveLength(2)
    expect(plan.kept.map(({ value }) => value)).toEqual(['của người thứ hai'])
    expect((await recordsOf('an')).filter(({ type }) => type === 'unit_plan')).toHaveLength(1)
  })

  it('[PN1, RC7] each version has a receipt with a code of its own series that anyone can check', async () => {
    expect((await server.phone('an').push(submission())).kind).toBe('applied')
    expect((await server.phone('an').push(submission({ crisis: 'Quy trình mới (minh họa)' }))).kind).toBe('applied')
    const plan = await planOf('head')
    expect(plan.code).toBe('KH-2026-0001')
    const receipts = (await recordsOf('head')).filter(({ type }) => type === 'receipt')
    const versions = plan.timeline.filter((entry) => entry.kind === 'submitted')
    expect(versions.map(({ no }) => no)).toEqual([1, 2])
    for (const version of versions) {
      const receipt = receipts.find(({ id }) => id === version.id)?.body as Receipt
      expect(verifyForm('unit.plan', receipt, version, [server.key])).toMatchObject({
        ok: true,
        value: { kind: 'unit.plan', no: version.no, of: OF, code: plan.code, unit: SCHOOL },
      })
      const other = { ...version, snapshot: { ...version.snapshot, 'focalPoint.name': 'x' } }
      expect(verifyForm('unit.plan', receipt, other, [server.key])).toEqual({ ok: false, error: 'record-changed' })
      const names = { format: 'dau-moi-receipt/1', departmentName: 'x', unitName: 'y' }
      const file = { ...names, entry: version, receipt, photos: [], keys: [server.key] }
      expect(await verifyFile(file, null)).toMatchObject({ ok: true, value: { report: { kind: 'unit.plan' } } })
      expect((await verifyFile({ ...file, entry: other }, null)).ok).toBe(false)
    }
  })

  it('[DL2, MR10, MR12] late is accepted and marked, and the desk’s list of plans says so', async () => {
    await server.phone('an').push(submission())
    const answer = await server.phone('clerk').desk.duties('&form=unit_plan&of=2026')
    const line = answer.duties.find(({ unit }) => unit.id === SCHOOL)
    expect(line).toMatchObject({
      before: '2026-03-10',
      timeliness: { kind: 'late' },
      report: { state: 'submitted', versions: 1, word: 'open' },
      sent: { received: server.now() },
    })
    const summaries = (await recordsOf('an')).filter(({ type }) => type === 'unit_plan_summary')
    expect(summaries.map(({ body }) => unitPlanSummarySchema.parse(body))).toEqual([planSummaryOf(await planOf('an'))])
  })

  it('[DL17] "gửi khi mất mạng" may be accepted for a plan that came late', async () => {
    await server.phone('an').push(submission())
    const key = { ...keyOf(), form: 'unit_plan' }
    const accepted = aMutation('duty.acceptOffline', ID, { ...key, reason: 'Mất mạng cả tuần (minh họa)' })
    expect((await server.phone('chief').push(accepted)).kind).toBe('applied')
    const { duties } = await server.phone('clerk').desk.duties('&form=unit_plan&of=2026')
    expect(duties.find(({ unit }) => unit.id === SCHOOL)?.timeliness.kind).toBe('on_time_offline')
  })

  it('[PN1, PN6, PN7] received, returned with reasons, amended, accepted: its lines become tasks with progress', async () => {
    await server.phone('an').push(submission())
    const opened = await open('clerk')
    expect(deskPlanAnswerSchema.safeParse(opened).error).toBeUndefined()
    expect(opened.receipts).toHaveLength(1)
    expect((await open('binh')).error?.code).toBe('not-allowed')
    expect((await open('clerk', unitPlanIdOf(keyOf(OTHER_SCHOOL)))).error?.code).toBe('not-found')
    expect((await server.phone('clerk').push(act('receive', { version: 1 }))).kind).toBe('applied')
    expect((await server.phone('chief').push(act('receive', { version: 1 }))).kind).toBe('merged')
    const fields = [{ path: `lines.${LINES[1]}.end`, reason: 'Tuyển sinh kéo dài hơn (minh họa)' }]
    await server.phone('clerk').push(act('return', { version: 1, reason: '', fields, countFromNext: false }))
    expect(formStateOf(await planOf('an'))).toBe('returned')
    await server.phone('an').push(submission(lineOfPlan(1, { end: '2026-08-31' })))
    await server.phone('clerk').push(act('accept', { version: 2, note: '' }))
    const plan = await planOf('an')
    expect([formStateOf(plan), planSummaryOf(plan).inEffect]).toEqual(['accepted', 2])
    expect(planSummaryOf(plan).lines.find(({ id }) => id === LINES[1])?.end).toBe('2026-08-31')
    expect((await server.phone('an').push(progress(LINES[0], 40))).kind).toBe('applied')
    expect((await server.phone('anAlso').push(progress(LINES[0], 70))).kind).toBe('applied')
    const known = (await recordsOf('head')).filter(({ type }) => type === 'line_progress')
    expect(known.map(({ body }) => (body as LineProgress).timeline.map(({ percent }) => percent))).toEqual([[40, 70]])
    expect(await server.phone('binh').push(progress(LINES[0], 10))).toMatchObject({ code: 'not-found' })
  })

  it('[AC3] a plan of another unit is not found, whether it is there or not; nothing of it is lost', async () => {
    const foreign = submission({}, OTHER_SCHOOL)
    expect(await server.phone('an').push(foreign)).toMatchObject({ kind: 'refused', code: 'not-found' })
    await server.phone('binh').push(submission({}, OTHER_SCHOOL))
    expect(await server.phone('anAlso').push(submission({}, OTHER_SCHOOL))).toMatchObject({ code: 'not-found' })
    const kept = (await recordsOf('an')).filter(({ type }) => type === 'refused').map(({ body }) => body as Refused)
    expect(kept.find(({ mid }) => mid === foreign.mid)?.args).toEqual(foreign.args)
  })

  it.each([
    ['V29', lineOfPlan(1, { end: '2026-04-01' }), `lines.${LINES[1]}.end`],
    ['V30', lineOfPlan(1, { 'quarter.1': true, start: '2026-02-01' }), `lines.${LINES[1]}.quarter.1`],
    ['V31', lineOfPlan(1, { start: '2025-04-13' }), `lines.${LINES[1]}.start`],
    ['V32', lineOfPlan(1, { 'qty.event': 0 }), `lines.${LINES[1]}.qty.event`],
    ['V33', { 'budget.total': 15_000_000 }, 'budget.total'],
    ['V34', { 'focalPoint.name': '' }, 'focalPoint.name'],
    ['V40', { docNumber: 'số 12' }, 'docNumber'],
    ['V47', lineOfPlan(1, { planItem: 'X.1' }), `lines.${LINES[1]}.planItem`],
  ])('[PN3] %s holds it on the server too, and it comes back whole', async (code, change, path) => {
    const bad = submission(change)
    expect(await server.phone('an').push(bad)).toMatchObject({
      code: 'incomplete',
      details: { issues: [{ code, path }] },
    })
    const kept = (await recordsOf('an')).filter(({ type }) => type === 'refused')
    expect(kept.map(({ body }) => (body as Refused).args)).toEqual([bad.args])
  })

  it.each([
    ['a year that is none', { of: '2026-03' }],
    ['a paste of two megabytes into a field', { edits: [{ path: 'crisis', base: null, value: 'a'.repeat(900_000) }] }],
    ['a field of another form', { edits: [{ path: 'overview', base: null, value: 'x' }] }],
    ['a quarter that there is not', { edits: [{ path: `lines.${LINES[0]}.quarter.5`, base: null, value: true }] }],
  ])('[PN2, PN3] %s is malformed and handed back', async (_what, change) => {
    const good = edit('crisis', 'x')
    const bad = { ...good, args: { ...good.args, ...change } }
    expect(await server.phone('an').push(bad)).toMatchObject({ kind: 'refused', code: 'malformed' })
  })

  it('[PN2] an id that is not that of unit and year is malformed; a year that has not come is refused', async () => {
    const squat = { ...submission(), entity: unitPlanIdOf(keyOf(OTHER_SCHOOL)) }
    expect(await server.phone('an').push(squat)).toMatchObject({ code: 'malformed', details: { path: 'entity' } })
    const of = '2028'
    const args = { unitId: SCHOOL, of, edits: [{ path: 'crisis', base: null, value: 'x' }] }
    const early = aMutation('plan.edit', unitPlanIdOf({ unitId: SCHOOL, of }), args)
    expect(await server.phone('an').push(early)).toMatchObject({ code: 'no-such-period', details: { of } })
  })
})
