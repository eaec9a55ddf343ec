import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Mid, UnitId } from '#domain/ids.ts'
import { snapshotOf } from '#domain/monthly-reports/body.ts'
import { monthlyReportIdOf } from '#domain/monthly-reports/key.ts'
import { type MonthlyReport, monthlyReportSchema } from '#domain/monthly-reports/report.ts'
import { summaryOf } from '#domain/monthly-reports/summary.ts'
import { monthlySummarySchema } from '#domain/monthly-reports/summary-record.ts'
import type { Receipt } from '#domain/receipts/receipt.ts'
import { verifyForm } from '#domain/receipts/verify.ts'
import { verifyFile } from '#domain/receipts/verify-file.ts'
import type { Refused } from '#domain/records.ts'
import { formStateOf, latestVersion } from '#domain/unit-forms/state.ts'
import type { DeskMonthlyAnswer } from '#protocol/office-monthly.ts'
import { FULL } from '#tests/support/monthly.ts'
import { aMutation, NONCE, OTHER_SCHOOL, openServer, type Person, SCHOOL, type Server } from './world.ts'

const OF = '2026-11'
const keyOf = (unitId: UnitId = SCHOOL) => ({ unitId, of: OF })
const ID = monthlyReportIdOf(keyOf())
const VERBAL = { kind: 'verbal', way: 'phone', at: '2026-11-18T02:00:00.000Z', note: '' }

const act = (name: string, args: object = {}, unitId: UnitId = SCHOOL) =>
  aMutation(`monthly.${name}`, monthlyReportIdOf(keyOf(unitId)), { ...keyOf(unitId), ...args })
const edit = (path: string, value: unknown, base: string | null = null) =>
  act('edit', { edits: [{ path, base, value }] })
const submission = (change: object = {}, unitId: UnitId = SCHOOL) =>
  act('submit', { snapshot: { ...snapshotOf(FULL), ...change }, policy: 'cut15_14', approval: VERBAL }, unitId)

describe('a month’s report on the server', () => {
  let server: Server
  beforeEach(async () => {
    server = await openServer()
  })
  afterEach(() => server.close())

  const recordsOf = async (person: Person) => (await server.phone(person).everything()).records
  async function reportOf(person: Person): Promise<MonthlyReport> {
    const records = await recordsOf(person)
    return monthlyReportSchema.parse(records.find(({ type }) => type === 'monthly_report')?.body)
  }
  const open = async (person: Person, id: string = ID) => {
    const { account } = server.phone(person)
    const url = `/api/office/monthly/${id}?account=${account}&nonce=${NONCE}`
    const answer = await server.app.inject({ url, headers: { cookie: `account=${account}` } })
    return { status: answer.statusCode, ...answer.json<DeskMonthlyAnswer & { error?: { code: string } }>() }
  }

  it('[MR1, MR3] two phones that never met write one report: different fields join, one field is kept twice', async () => {
    expect((await server.phone('an').push(edit('overview', 'của An'))).kind).toBe('applied')
    expect((await server.phone('anAlso').push(edit('proposals', 'Tập huấn'))).kind).toBe('applied')
    expect((await server.phone('anAlso').push(edit('overview', 'của người thứ hai'))).kind).toBe('kept_both')
    const report = await reportOf('head')
    expect(report.id).toBe(ID)
    expect(report.fields).toMatchObject({ overview: { value: 'của An' }, proposals: { value: 'Tập huấn' } })
    expect(report.kept.map(({ value, by }) => [value, by.name])).toEqual([['của người thứ hai', 'anAlso (minh họa)']])
    expect((await recordsOf('an')).filter(({ type }) => type === 'monthly_report')).toHaveLength(1)
  })

  it('[MR4, RC7] the sent snapshot is its sender’s; each version has a receipt that anyone can check', async () => {
    await server.phone('anAlso').push(edit('proposals', 'viết thêm'))
    expect((await server.phone('an').push(submission())).kind).toBe('applied')
    expect((await server.phone('anAlso').push(submission({ proposals: 'viết thêm' }))).kind).toBe('applied')
    const records = await recordsOf('head')
    const report = await reportOf('head')
    const receipts = new Map(
      records.filter(({ type }) => type === 'receipt').map(({ id, body }) => [id, body as Receipt]),
    )
    const versions = report.timeline.filter((entry) => entry.kind === 'submitted')
    expect(versions.map(({ no, snapshot }) => [no, snapshot.proposals])).toEqual([
      [1, undefined],
      [2, 'viết thêm'],
    ])
    for (const version of versions) {
      const receipt = receipts.get(version.id)
      if (!receipt) throw new Error('no receipt')
      const checked = verifyForm('monthly.report', receipt, version, [server.key])
      expect(checked).toMatchObject({ ok: true, value: { no: version.no, of: OF, code: report.code, unit: SCHOOL } })
      expect(
        verifyForm('monthly.report', receipt, { ...version, snapshot: { ...version.snapshot, overview: 'x' } }, [
          server.key,
        ]),
      ).toEqual({
        ok: false,
        error: 'record-changed',
      })
      const stamps = { ...version.stamps, written: '2026-11-01T00:00:00.000Z' as never }
      expect(verifyForm('monthly.report', receipt, { ...version, stamps }, [server.key]).ok).toBe(false)
      const file = {
        format: 'dau-moi-receipt/1',
        departmentName: 'x',
        unitName: 'y',
        entry: version,
        receipt,
        photos: [],
      }
      expect(await verifyFile({ ...file, keys: [server.key] }, null)).toMatchObject({
        ok: true,
        value: { photosMissing: 0 },
      })
      expect((await verifyFile({ ...file, keys: [server.key], entry: { ...version, no: 9 } }, null)).ok).toBe(false)
    }
    expect(report.fields.proposals?.value).toBe('viết thêm')
  })

  it('[MR12] the summary beside it is made from it, with every change', async () => {
    const summaries = async () =>
      (await recordsOf('an'))
        .filter(({ type }) => type === 'monthly_summary')
        .map(({ body }) => monthlySummarySchema.parse(body))
    await server.phone('an').push(edit('overview', 'x'))
    expect(await summaries()).toMatchObject([{ id: ID, state: 'draft', arrivals: [] }])
    await server.phone('an').push(submission())
    await server.phone('clerk').push(act('receive', { version: 1 }))
    expect(await summaries()).toEqual([summaryOf(await reportOf('an'))])
    expect(await summaries()).toMatchObject([{ state: 'received', arrivals: [server.now()], word: 'open' }])
  })

  it('[SY2, MR4] sent twice by one phone and once by another in the same words, it is one version', async () => {
    const once = submission()
    const first = await server.phone('an').push(once)
    expect(await server.phone('an').push(once)).toEqual(first)
    expect((await server.phone('anAlso').push(submission())).kind).toBe('merged')
    expect(summaryOf(await reportOf('an')).versions).toBe(1)
  })

  it('[MR8] the office opens it with its stamps, receives it once, returns it with reasons; others find nothing', async () => {
    await server.phone('an').push(submission())
    const opened = await open('clerk')
    expect(opened).toMatchObject({ status: 200, nonce: NONCE, report: { id: ID } })
    expect(latestVersion(opened.report)?.stamps.received).toBe(server.now())
    expect(opened.receipts).toHaveLength(1)
    expect((await open('binh')).error?.code).toBe('not-allowed')
    expect((await open('parent')).status).toBe(200)
    expect((await open('clerk', monthlyReportIdOf(keyOf(OTHER_SCHOOL)))).error?.code).toBe('not-found')

    expect((await server.phone('clerk').push(act('receive', { version: 1 }))).kind).toBe('applied')
    expect((await server.phone('chief').push(act('receive', { version: 1 }))).kind).toBe('merged')
    const fields = [{ path: 'overview', reason: 'Nêu rõ hơn' }]
    await server.phone('clerk').push(act('return', { version: 1, reason: '', fields, countFromNext: false }))
    const report = await reportOf('an')
    expect(formStateOf(report)).toBe('returned')
    expect(report.timeline.filter(({ kind }) => kind === 'received')).toHaveLength(1)
    const again = await server.phone('an').push(submission({ overview: `${FULL.overview} Đã bổ sung.` }))
    expect(again.kind).toBe('applied')
    expect(formStateOf(await reportOf('an'))).toBe('submitted')
  })

  it('[AC3] a report of another unit is not found, whether it is there or not; nothing of it is lost', async () => {
    const foreign = submission({}, OTHER_SCHOOL)
    expect(await server.phone('an').push(foreign)).toMatchObject({ kind: 'refused', code: 'not-found' })
    await server.phone('binh').push(submission({}, OTHER_SCHOOL))
    expect(await server.phone('anAlso').push(submission({}, OTHER_SCHOOL))).toMatchObject({ code: 'not-found' })
    const kept = (await recordsOf('an')).filter(({ type }) => type === 'refused').map(({ body }) => body as Refused)
    expect(kept.find(({ mid }) => mid === foreign.mid)?.args).toEqual(foreign.args)
    expect(await server.phone('binh').push(act('receive', { version: 1 }))).toMatchObject({ code: 'not-found' })
  })

  it('[MR1] an id that is not that of unit and month is malformed: nobody can squat one', async () => {
    const squat = { ...submission(), entity: monthlyReportIdOf(keyOf(OTHER_SCHOOL)) }
    expect(await server.phone('an').push(squat)).toMatchObject({ code: 'malformed', details: { path: 'entity' } })
  })

  it.each([
    ['a period that does not exist', { of: '2026-13' }, 'malformed'],
    [
      'a paste of two megabytes into a field',
      { edits: [{ path: 'overview', base: null, value: 'a'.repeat(900_000) }] },
      'malformed',
    ],
    ['an unknown field', { edits: [{ path: 'constructor', base: null, value: 'x' }] }, 'malformed'],
    [
      'the same field twice',
      { edits: [1, 2].map((n) => ({ path: 'overview', base: null, value: `${n}` })) },
      'malformed',
    ],
  ])('[MR1, MR2] %s is refused by a code and handed back whole', async (_what, change, code) => {
    const good = edit('overview', 'x')
    const bad = { ...good, args: { ...good.args, ...change } }
    expect(await server.phone('an').push(bad)).toMatchObject({ kind: 'refused', code })
    const kept = (await recordsOf('an')).filter(({ type }) => type === 'refused')
    expect(kept.map(({ body }) => (body as Refused).args)).toEqual([bad.args])
  })

  it('[MR1] a month that has not come is refused with its name', async () => {
    const of = '2027-05'
    const args = { unitId: SCHOOL, of, edits: [{ path: 'overview', base: null, value: 'x' }] }
    const early = aMutation('monthly.edit', monthlyReportIdOf({ unitId: SCHOOL, of }), args)
    expect(await server.phone('an').push(early)).toMatchObject({ code: 'no-such-period', details: { of } })
  })

  it('[MR5] the head approves on another phone; the approved words and no others go without a word by voice', async () => {
    const asked = act('ask', { snapshot: snapshotOf(FULL), policy: 'cut15_14' })
    await server.phone('an').push(asked)
    expect((await server.phone('head').push(act('approve', { askId: asked.mid as Mid }))).kind).toBe('applied')
    const approval = { kind: 'in_app', askId: asked.mid }
    expect(
      await server
        .phone('an')
        .push(act('submit', { snapshot: { ...snapshotOf(FULL), proposals: 'x' }, policy: 'cut15_14', approval })),
    ).toMatchObject({
      code: 'incomplete',
      details: { issues: [{ code: 'V36', path: 'approval' }] },
    })
    const sent = act('submit', { snapshot: snapshotOf(FULL), policy: 'cut15_14', approval })
    expect((await server.phone('an').push(sent)).kind).toBe('applied')
  })
})
