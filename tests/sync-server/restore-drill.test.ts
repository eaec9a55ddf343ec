import { randomUUID } from 'node:crypto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PhotoId } from '#domain/ids.ts'
import { type Incident, reportsOf, stateOf } from '#domain/incidents/incident.ts'
import type { Receipt } from '#domain/receipts/receipt.ts'
import { verifyReport } from '#domain/receipts/verify.ts'
import type { StoredRecord } from '#domain/records.ts'
import { personSpace } from '#domain/spaces.ts'
import { liveById, liveInSpace } from '#server/store/records.ts'
import { addPhoto } from '#storage/add-photo.ts'
import { jpegBytes, refOf } from '#tests/support/images.ts'
import type { Tab } from '#tests/support/phone.ts'
import { openRestoreWorld, reportChange, settle } from './restore-world.ts'
import { aMutation, aReport, DEPARTMENT } from './world.ts'

let world: Awaited<ReturnType<typeof openRestoreWorld>>
beforeEach(async () => {
  world = await openRestoreWorld()
})
afterEach(() => world.close())

const HOUR = 3_600_000
const onServer = async (id: string): Promise<Incident | undefined> => {
  const { store } = world.server()
  const [row] = await store.read(DEPARTMENT, (tx) => liveById(tx, DEPARTMENT, 'incident', id))
  return row && JSON.parse(row.body)
}
const onPhone = async ({ db }: Tab, type: string, id: string) =>
  (await db.records.where('[type+id]').equals([type, id]).first())?.body

async function send(tab: Tab, id: string, text: string): Promise<string> {
  const queued = await tab.mutate(reportChange(id, text))
  if (!queued.ok || queued.value.already) throw new Error('not in line')
  await settle(tab)
  return queued.value.mid
}

describe('a server restored from last night', () => {
  it('[BK7, BK8] gets back from the phones what it lost: once, with the old instants, codes and receipts', async () => {
    const [an, clerk] = [world.phone('an'), world.phone('clerk')]
    const [before, after, unsent] = [randomUUID(), randomUUID(), randomUUID()]
    await send(an, before, 'Việc trước bản sao lưu')
    const backup = await world.backup()

    world.server().pass(5 * HOUR)
    const mid = await send(an, after, 'Việc sau bản sao lưu')
    await an.mutate({ name: 'incident.supplement', args: { ...reportChange(after, 'Thêm').args, report: 'update' } })
    await settle(an)
    const seed = (await an.db.records.where('[type+id]').equals(['incident', after]).first()) as StoredRecord
    world.server().pass(HOUR)
    const receive = { name: 'incident.receive', args: { incidentId: after, note: '' }, seeds: [seed] }
    expect(await clerk.mutate(receive)).toMatchObject({ ok: true })
    await settle(clerk)
    const there = await onServer(after)
    const receipt = (await onPhone(an, 'receipt', mid)) as Receipt
    expect(there && stateOf(there)).toBe('received')

    await world.loseAndRestore(backup)
    expect(await onServer(after)).toBe(undefined)
    world.server().pass(20 * HOUR)
    await an.mutate(reportChange(unsent, 'Việc chưa gửi'))
    // the office comes back first: its act waits for the report that it is about
    await settle(clerk)
    expect(await onServer(after)).toBe(undefined)
    expect(await clerk.db.outbox.count()).toBe(1)
    await settle(an)
    await settle(clerk)
    await settle(an)

    expect(await onServer(after)).toEqual(there)
    expect(await onPhone(an, 'incident', after)).toEqual(there)
    expect(await onPhone(an, 'receipt', mid)).toEqual(receipt)
    const [entry] = there ? reportsOf(there) : []
    expect(entry && verifyReport(receipt, entry, [world.server().key]).ok).toBe(true)
    for (const { db } of [an, clerk]) expect(await db.outbox.count()).toBe(0)
    // numbers go on beyond what the lost server may have given
    expect((await onServer(unsent))?.code).toBe('SC-2026-0502')
    expect((await onServer(before))?.code).toBe('SC-2026-0001')
    expect((await onServer(after))?.code).toBe('SC-2026-0002')
  })

  it('[BK8] two devices that hold the same changes bring them back once', async () => {
    const factory = new IDBFactory()
    const an = world.phone('an', factory)
    const backup = await world.backup()
    const id = randomUUID()
    await send(an, id, 'Một việc')
    const there = await onServer(id)
    const copy = world.phone('an')
    for (const table of an.db.tables) await copy.db.table(table.name).bulkPut(await table.toArray())
    await world.loseAndRestore(backup)
    await Promise.all([settle(an), settle(copy)])
    expect(await onServer(id)).toEqual(there)
    for (const { db } of [an, copy]) expect(await db.outbox.count()).toBe(0)
  })

  it('[BK8] nothing new overtakes what has to come back: a push of the old epoch is not taken', async () => {
    const an = world.phone('an')
    const backup = await world.backup()
    const id = randomUUID()
    await send(an, id, 'Một việc')
    await world.loseAndRestore(backup)
    await an.mutate({ name: 'incident.supplement', args: { ...reportChange(id, 'Thêm').args, report: 'update' } })
    await settle(an)
    const incident = await onServer(id)
    expect(incident && reportsOf(incident).map(({ no, body }) => [no, body.whatHappened])).toEqual([
      [1, 'Một việc'],
      [2, 'Thêm'],
    ])
    const phone = world.server().phone('an')
    const foreign = await phone.pushRaw([aReport()], { epoch: 'some other epoch' })
    expect([foreign.status, foreign.error]).toEqual([409, 'epoch-other'])
  })

  it('[BK8] what was refused is refused again and stays in its tray until its author throws it away', async () => {
    const an = world.phone('an')
    const backup = await world.backup()
    const id = randomUUID()
    await send(an, id, 'Một việc')
    const clerk = world.server().phone('clerk')
    expect((await clerk.push(aMutation('incident.receive', id, { incidentId: id, note: '' }))).kind).toBe('applied')
    await an.mutate({ name: 'incident.withdraw', args: { incidentId: id, reason: 'Gửi nhầm' } })
    await settle(an)
    const tray = await an.db.records.where('type').equals('refused').toArray()
    expect(tray).toHaveLength(1)
    await world.loseAndRestore(backup)
    await settle(an)
    const space = personSpace(an.db.name.slice('dau-moi:'.length) as never)
    const again = await world.server().store.read(DEPARTMENT, (tx) => liveInSpace(tx, DEPARTMENT, space, 'refused'))
    expect(again.map(({ body }) => JSON.parse(body))).toEqual(tray.map(({ body }) => body))
    const incident = await onServer(id)
    expect(incident && stateOf(incident)).toBe('submitted')
  })

  it('[BK8] photos that the server lost go up again from where they still are', async () => {
    const an = world.phone('an')
    const backup = await world.backup()
    const incidentId = randomUUID()
    const bytes = jpegBytes()
    const ref = refOf(bytes)
    const draft = { id: incidentId, incidentId } as never
    await an.db.drafts.add({ id: incidentId, incidentId, createdAt: world.server().now() } as never)
    await addPhoto(an.db, draft, ref, bytes.slice().buffer)
    const { name, args } = reportChange(incidentId, 'Có ảnh')
    await an.mutate({ draftId: incidentId, changesOf: (_draft, photos) => [{ name, args: { ...args, photos } }] })
    await settle(an)
    expect((await an.db.photos.get(ref.id as PhotoId))?.state).toBe('stored')
    await world.loseAndRestore(backup)
    await settle(an)
    expect((await an.db.photos.get(ref.id as PhotoId))?.state).toBe('stored')
    const answer = await world.server().phone('clerk').photo.get(ref.id)
    expect(answer.rawPayload.equals(Buffer.from(bytes))).toBe(true)
  })
})

describe('what a phone brings as the old word of the server', () => {
  async function lostReport() {
    const backup = await world.backup()
    const report = aReport()
    const verdict = await world.server().phone('an').push(report)
    const [row] = await world.server().store.read(DEPARTMENT, (tx) => liveById(tx, DEPARTMENT, 'receipt', report.mid))
    const receipt = JSON.parse(row?.body ?? '') as Receipt
    await world.loseAndRestore(backup)
    world.server().pass(48 * HOUR)
    return { report, verdict, receipt }
  }
  const push = (mutation: object) => world.server().phone('an').push(mutation)

  it('[BK7] is believed when it is the server’s own', async () => {
    const { report, verdict, receipt } = await lostReport()
    const again = await push({ ...report, before: { verdict, receipts: [receipt] } })
    expect(again).toEqual({ ...verdict, spaces: again.spaces })
    expect((await onServer(report.entity))?.code).toBe('SC-2026-0001')
  })

  type Lost = Awaited<ReturnType<typeof lostReport>>
  const DOCTORED: [string, (lost: Lost) => object][] = [
    ['an earlier instant', ({ verdict }) => ({ verdict: change(verdict, { received: '2026-11-01T00:00:00.000Z' }) })],
    ['another number', ({ verdict }) => ({ verdict: change(verdict, { numbers: [['incident', 7]] }) })],
    ['an invented seal', ({ verdict }) => ({ verdict: change(verdict, { seal: 'A'.repeat(43) }) })],
    ['another verdict', ({ verdict }) => ({ verdict: { ...verdict, kind: 'merged' } })],
    ['a doctored receipt', ({ receipt }) => ({ receipts: [{ ...receipt, payload: { ...receipt.payload, no: 9 } }] })],
    ['a receipt of another key', ({ receipt }) => ({ receipts: [{ ...receipt, key: randomUUID() }] })],
    ['something else altogether', () => ({ verdict: 'applied' })],
  ]
  const change = (verdict: Lost['verdict'], part: object) => ({ ...verdict, ack: { ...verdict.ack, ...part } })

  it.each(DOCTORED)('[BK7] is refused with a code, and the words are kept: %s', async (_name, doctor) => {
    const lost = await lostReport()
    const before = { verdict: lost.verdict, receipts: [lost.receipt], ...doctor(lost) }
    expect(await push({ ...lost.report, before })).toMatchObject({ kind: 'refused', code: 'proof-wrong' })
    expect(await onServer(lost.report.entity)).toBe(undefined)
  })

  it('[BK7] says nothing about other words: a doctored report under a true word is refused', async () => {
    const { report, verdict, receipt } = await lostReport()
    const args = { ...report.args, photos: [], body: { ...(report.args.body as object), whatHappened: 'Khác' } }
    const forged = { ...report, args, before: { verdict, receipts: [receipt] } }
    expect(await push(forged)).toMatchObject({ kind: 'refused', code: 'proof-wrong' })
  })
})
