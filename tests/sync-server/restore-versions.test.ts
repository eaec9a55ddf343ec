import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { PieceId } from '#domain/ids.ts'
import { type Incident, isOutside } from '#domain/incidents/incident.ts'
import { snapshotOf } from '#domain/monthly-reports/body.ts'
import { monthlyReportIdOf } from '#domain/monthly-reports/key.ts'
import type { MonthlyReport } from '#domain/monthly-reports/report.ts'
import { summaryOf } from '#domain/monthly-reports/summary.ts'
import { type Piece, versionsOf as versionsOfPiece } from '#domain/pieces/piece.ts'
import type { Receipt } from '#domain/receipts/receipt.ts'
import { verifyForm, verifyPiece } from '#domain/receipts/verify.ts'
import { versionsOf } from '#domain/unit-forms/state.ts'
import { unitPlanIdOf } from '#domain/unit-plans/key.ts'
import { planSummaryOf } from '#domain/unit-plans/summary.ts'
import type { UnitPlan } from '#domain/unit-plans/unit-plan.ts'
import { liveById } from '#server/store/records.ts'
import { jpegBytes, refOf } from '#tests/support/images.ts'
import { FULL } from '#tests/support/monthly.ts'
import { anArticle } from '#tests/support/pieces.ts'
import { aProduct } from '#tests/support/tasks.ts'
import { planFieldsOf } from '#tests/support/unit-plan.ts'
import { openRestoreWorld } from './restore-world.ts'
import { act, issueSample } from './task-world.ts'
import { aMutation, aReport, aSupplement, DEPARTMENT, type Person, SCHOOL } from './world.ts'

let world: Awaited<ReturnType<typeof openRestoreWorld>>
beforeEach(async () => {
  world = await openRestoreWorld()
})
afterEach(() => world.close())

const HOUR = 3_600_000
const APPROVAL = { kind: 'verbal', way: 'phone', at: '2026-11-18T02:00:00.000Z', note: '' }
const MONTH = { unitId: SCHOOL, of: '2026-11' }
const YEAR = { unitId: SCHOOL, of: '2026' }
const month = (name: string, args: object) =>
  aMutation(`monthly.${name}`, monthlyReportIdOf(MONTH), { ...MONTH, ...args })
const plan = (name: string, args: object) => aMutation(`plan.${name}`, unitPlanIdOf(YEAR), { ...YEAR, ...args })
const report = (word: string) =>
  month('submit', {
    snapshot: snapshotOf({ ...FULL, overview: `${FULL.overview} ${word}` }),
    policy: 'cut15_14',
    approval: APPROVAL,
  })
const planned = (objectives: string) =>
  plan('submit', { snapshot: { ...planFieldsOf('2026'), objectives }, parent: null, approval: APPROVAL })

const read = async <T>(type: string, id: string): Promise<T> => {
  const { store } = world.server()
  const [row] = await store.read(DEPARTMENT, (tx) => liveById(tx, DEPARTMENT, type as 'receipt', id))
  return JSON.parse(row?.body ?? 'null') as T
}
const push = (person: Person, mutation: object) => world.server().phone(person).push(mutation)
/** A change, and how its phone brings it back to a restored server. */
async function said(person: Person, mutation: ReturnType<typeof aMutation>) {
  world.server().pass(HOUR)
  const verdict = await push(person, mutation)
  expect(verdict).toMatchObject({ kind: 'applied' })
  const receipt = await read<Receipt | null>('receipt', mutation.mid)
  const again = { ...mutation, before: { verdict, receipts: receipt ? [receipt] : [] } }
  return { mid: mutation.mid, receipt: receipt as Receipt, again: () => push(person, again) }
}
async function lose(backup: string): Promise<void> {
  world.server().pass(HOUR)
  await world.loseAndRestore(backup)
  world.server().pass(HOUR)
}

describe('[BK7, RG2] versions that come back to a restored server', () => {
  it('of a month keep number, code and receipt; one that was sent meanwhile took no number of theirs', async () => {
    const first = await said('an', report('Một (minh họa)'))
    const backup = await world.backup()
    const second = await said('an', report('Hai (minh họa)'))
    const received = await said('clerk', month('receive', { version: 2 }))
    await lose(backup)

    await said('anAlso', report('Ba (minh họa)'))
    // the office comes back before the version that it speaks of, and waits for it
    await expect(received.again()).rejects.toThrow('not one verdict: []')
    expect((await second.again()).kind).toBe('applied')
    const there = await read<MonthlyReport>('monthly_report', monthlyReportIdOf(MONTH))
    const versions = versionsOf(there)
    expect(versions.map(({ no, snapshot }) => [no, String(snapshot.overview).slice(FULL.overview.length + 1)])).toEqual(
      [
        [1, 'Một (minh họa)'],
        [2, 'Hai (minh họa)'],
        [12, 'Ba (minh họa)'],
      ],
    )
    for (const [n, { receipt }] of [first, second].entries()) {
      expect(await read('receipt', versions[n]?.id ?? '')).toEqual(receipt)
      expect(verifyForm('monthly.report', receipt, versions[n] as never, [world.server().key]).ok).toBe(true)
    }
    expect(await read('monthly_summary', there.id)).toEqual(summaryOf(there))
    await said('an', report('Bốn (minh họa)'))
    const after = await read<MonthlyReport>('monthly_report', there.id)
    expect(versionsOf(after).map(({ no }) => no)).toEqual([1, 2, 12, 13])
  })

  it('of a month decide how its day was kept, and give it its code back, also after somebody sent it anew', async () => {
    const backup = await world.backup()
    const first = await said('an', report('Một (minh họa)'))
    await lose(backup)
    await said('anAlso', report('Hai (minh họa)'))
    await first.again()
    const there = await read<MonthlyReport>('monthly_report', monthlyReportIdOf(MONTH))
    const { payload } = first.receipt as { payload: { code: string; received: string } }
    expect(there.code).toBe(payload.code)
    const summary = summaryOf(there)
    expect(await read('monthly_summary', there.id)).toEqual(summary)
    expect([summary.arrivals[0], summary.code]).toEqual([payload.received, payload.code])
  })

  it('of a plan stand in effect as the office had accepted them', async () => {
    await said('an', planned('Một (minh họa)'))
    const backup = await world.backup()
    const second = await said('an', planned('Hai (minh họa)'))
    const accepted = await said('chief', plan('accept', { version: 2, note: '' }))
    await lose(backup)
    await said('anAlso', planned('Ba (minh họa)'))
    await second.again()
    await accepted.again()
    const there = await read<UnitPlan>('unit_plan', unitPlanIdOf(YEAR))
    expect(there.timeline.map(({ kind }) => kind)).toEqual(['submitted', 'submitted', 'accepted', 'submitted'])
    expect(planSummaryOf(there)).toMatchObject({ inEffect: 2, state: 'submitted', versions: 3 })
    expect(await read('unit_plan_summary', there.id)).toEqual(planSummaryOf(there))
    expect(await read<Receipt>('receipt', versionsOf(there)[1]?.id ?? '')).toEqual(second.receipt)
  })

  it('of an article keep their numbers, and what a place answered speaks of the version that it had before it', async () => {
    const pieceId = randomUUID() as PieceId
    const send = (title: string) =>
      aMutation('piece.send', pieceId, { pieceId, unitId: SCHOOL, body: anArticle({ title }), photos: [] })
    await said('an', send('Một (minh họa)'))
    const backup = await world.backup()
    const second = await said('an', send('Hai (minh họa)'))
    const received = await said('clerk', aMutation('piece.receive', pieceId, { pieceId }))
    await lose(backup)
    await said('anAlso', send('Ba (minh họa)'))
    await second.again()
    await received.again()
    const there = await read<Piece>('piece', pieceId)
    expect(there.timeline.map(({ kind, ...entry }) => [kind, 'no' in entry ? entry.no : null])).toEqual([
      ['sent', 1],
      ['sent', 2],
      ['received', 2],
      ['sent', 12],
    ])
    const [, back] = versionsOfPiece(there)
    expect(back && verifyPiece(second.receipt, back, [world.server().key]).ok).toBe(true)
    expect(await read('receipt', back?.id ?? '')).toEqual(second.receipt)
  })
})

it('[BK7, PH1] pictures of a product that comes back before another one are declared, and go up again', async () => {
  await issueSample(world.server())
  const backup = await world.backup()
  const bytes = [jpegBytes({ seed: 1 }), jpegBytes({ seed: 2 })]
  const [older, newer] = bytes.map((one) => refOf(one))
  const add = (photo: typeof older) => act('task.addProduct', { product: aProduct(), photos: [photo] })
  const first = await said('an', add(older))
  await lose(backup)
  await said('anAlso', add(newer))
  await first.again()
  const up = await world
    .server()
    .phone('an')
    .photo.patch(older?.id ?? '', bytes[0] as Uint8Array)
  expect(up).toMatchObject({ stored: true })
})

describe('[BK7, OR8] what came from outside of a post', () => {
  it.each(['food_poisoning', 'child_abuse'] as const)(
    'comes back as an incident of its own with its receipt, though its author has the post again: %s',
    async (category) => {
      const first = aReport()
      await push('an', first)
      const { store, phone } = world.server()
      const { account, actor } = phone('binh')
      const ended = {
        department: DEPARTMENT,
        id: randomUUID(),
        account_id: account,
        role: 'focal_point',
        unit_id: SCHOOL,
      }
      await store.write(DEPARTMENT, (tx) =>
        tx
          .insertInto('role_grants')
          .values({ ...ended, valid_from: '2025-09-01', valid_to: '2026-11-17' })
          .execute(),
      )
      const backup = await world.backup()
      const added = await said('binh', aSupplement(first.entity, { category }))
      expect(added.receipt.payload).toMatchObject({ code: 'SC-2026-0002' })
      await lose(backup)
      onTestFinished(() => void actor.grants.pop())
      actor.grants.push({ role: 'focal_point', unitId: SCHOOL, unitName: 'Trường (minh họa)' })
      expect(await added.again()).toMatchObject({ kind: 'applied' })
      const own = await read<Incident>('incident', added.mid)
      expect(own).toMatchObject({ code: 'SC-2026-0002', unitId: SCHOOL, timeline: [{ id: added.mid, kind: 'report' }] })
      expect(isOutside(own)).toBe(true)
      expect(await read('receipt', added.mid)).toEqual(added.receipt)
      expect((await read<Incident>('incident', first.entity)).timeline).toHaveLength(1)
    },
  )

  it('also where the first report now comes from outside, too', async () => {
    const { store, phone } = world.server()
    const { account, actor } = phone('binh')
    const ended = { department: DEPARTMENT, id: randomUUID(), account_id: account, unit_id: SCHOOL }
    await store.write(DEPARTMENT, (tx) =>
      tx
        .insertInto('role_grants')
        .values({ ...ended, role: 'focal_point', valid_from: '2025-09-01', valid_to: '2026-11-17' })
        .execute(),
    )
    const backup = await world.backup()
    actor.grants.push({ role: 'focal_point', unitId: SCHOOL, unitName: 'Trường (minh họa)' })
    const first = aReport()
    const reported = await said('binh', first)
    actor.grants.pop()
    const added = await said('binh', aSupplement(first.entity, { category: 'child_abuse' }))
    await lose(backup)
    expect(await reported.again()).toMatchObject({ kind: 'applied' })
    expect(await added.again()).toMatchObject({ kind: 'applied' })
    expect(isOutside(await read<Incident>('incident', first.entity))).toBe(true)
    expect((await read<Incident>('incident', added.mid)).timeline).toMatchObject([{ id: added.mid, kind: 'report' }])
    expect(await read('receipt', added.mid)).toEqual(added.receipt)
  })
})
