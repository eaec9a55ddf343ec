import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Incident } from '#domain/incidents/incident.ts'
import { liveById } from '#server/store/records.ts'
import { exportUnsent, importUnsent } from '#storage/unsent/file.ts'
import { readRefused } from '#storage/views.ts'
import { envelopeOf } from '#sync/line.ts'
import type { Tab } from '#tests/support/phone.ts'
import { openRestoreWorld, reportChange, settle } from './restore-world.ts'
import { aMutation, DEPARTMENT } from './world.ts'

let world: Awaited<ReturnType<typeof openRestoreWorld>>
beforeEach(async () => {
  world = await openRestoreWorld()
})
afterEach(() => world.close())

const HOUR = 3_600_000
const PASS = 'sau tu de nho 41'

const onServer = async (type: 'incident' | 'receipt' | 'refused', id: string) => {
  const [row] = await world.server().store.read(DEPARTMENT, (tx) => liveById(tx, DEPARTMENT, type, id))
  return row && JSON.parse(row.body)
}

async function write(tab: Tab, name: string, args: object): Promise<string> {
  const queued = await tab.mutate({ name, args })
  if (!queued.ok || queued.value.already) throw new Error('not in line')
  return queued.value.mid
}

const report = (tab: Tab, id: string) => write(tab, 'incident.report', reportChange(id, 'Việc sau bản sao lưu').args)

async function fileOf({ db }: Tab): Promise<Blob> {
  const { actor } = world.server().phone('an')
  const made = await exportUnsent(db, actor, PASS, () => Date.parse(world.server().now()))
  if (!made.ok) throw new Error(made.error)
  return made.value.blob
}

async function open({ db }: Tab, file: Blob) {
  const taken = await importUnsent(db, world.server().phone('an').actor, file, PASS)
  if (!taken.ok) throw new Error(taken.error)
  return taken.value
}

/** A phone notices that the server was restored, and has sent nothing yet. */
async function notice(tab: Tab): Promise<void> {
  await tab.engine.syncNow()
  const line = await tab.db.outbox.toArray()
  expect(line.map(({ verdict }) => verdict)).toEqual(line.map(() => null))
  expect(line.length).toBeGreaterThan(0)
}

/** The first phone reports and has its receipt; the server is lost; the phone knows, and is cut off before it can send. */
async function receivedAndLost(meanwhile: (phone: Tab) => Promise<unknown> = async () => null) {
  const phone = world.phone('an')
  const backup = await world.backup()
  const id = randomUUID()
  const mid = await report(phone, id)
  const early = await meanwhile(phone)
  await settle(phone)
  const there = (await onServer('incident', id)) as Incident
  const receipt = await onServer('receipt', mid)
  expect([there.code, receipt.payload.code]).toEqual(['SC-2026-0001', 'SC-2026-0001'])
  await world.loseAndRestore(backup)
  world.server().pass(20 * HOUR)
  await notice(phone)
  return { phone, id, mid, there, receipt, early }
}

it('[HO2, BK7] the proof of an earlier receipt goes along in the file: code, instant and receipt stay', async () => {
  const { phone, id, mid, there, receipt } = await receivedAndLost()
  const other = world.phone('an')
  expect(await open(other, await fileOf(phone))).toMatchObject({ changes: 1 })
  await settle(other)
  expect(await onServer('incident', id)).toEqual(there)
  expect(await onServer('receipt', mid)).toEqual(receipt)

  await settle(phone)
  expect(await onServer('incident', id)).toEqual(there)
  for (const { db } of [phone, other]) {
    expect(await db.outbox.count()).toBe(0)
    expect((await db.records.where('[type+id]').equals(['receipt', mid]).first())?.body).toEqual(receipt)
  }
})

it('[HO3, BK7] a phone that holds the change from an earlier file learns the proof from a later one', async () => {
  const other = world.phone('an')
  const { phone, id, mid, there, receipt } = await receivedAndLost(async (phone) => open(other, await fileOf(phone)))
  expect(await other.db.outbox.get(mid)).not.toHaveProperty('before')
  const file = await fileOf(phone)
  expect(await open(other, file)).toMatchObject({ changes: 0, known: 1 })
  expect((await other.db.outbox.get(mid))?.before).toEqual((await phone.db.outbox.get(mid))?.before)
  await settle(other)
  expect(await onServer('incident', id)).toEqual(there)
  expect(await onServer('receipt', mid)).toEqual(receipt)
  expect(await open(other, file)).toMatchObject({ changes: 0, known: 1 })
})

it('[HO3, BK8] what a phone heard from the lost server does not keep it from taking what the restored one lacks', async () => {
  const other = world.phone('an')
  const { phone, id, mid, there, receipt } = await receivedAndLost(async (first) => {
    await settle(first)
    await settle(other)
  })
  expect(await other.db.records.where('[type+id]').equals(['receipt', mid]).count()).toBe(1)
  const file = await fileOf(phone)
  phone.close()
  expect(await open(other, file)).toMatchObject({ changes: 1, known: 0 })
  expect(await open(other, file)).toMatchObject({ changes: 0, known: 1 })
  await settle(other)
  expect(await onServer('incident', id)).toEqual(there)
  expect(await onServer('receipt', mid)).toEqual(receipt)
})

it('[HO3, BK8] what only the lost server had refused is asked of the restored one, and lies in its tray again', async () => {
  const [phone, other] = [world.phone('an'), world.phone('an')]
  const id = randomUUID()
  await report(phone, id)
  await settle(phone)
  const backup = await world.backup()
  const clerk = world.server().phone('clerk')
  expect((await clerk.push(aMutation('incident.receive', id, { incidentId: id, note: '' }))).kind).toBe('applied')
  const mid = await write(phone, 'incident.withdraw', { incidentId: id, reason: 'Gửi nhầm' })
  // the word came, and the line was cut before the tray did
  const row = await phone.db.outbox.get(mid)
  if (!row) throw new Error('not in line')
  const verdict = await world.server().phone('an').push(envelopeOf(row))
  expect(verdict).toMatchObject({ kind: 'refused' })
  await phone.db.outbox.update(mid, { verdict })
  const file = await fileOf(phone)
  phone.close()
  await world.loseAndRestore(backup)
  await settle(other)
  expect(await open(other, file)).toMatchObject({ changes: 1 })
  await settle(other)
  expect(await other.db.outbox.count()).toBe(0)
  expect(await onServer('refused', mid)).toMatchObject({ mid, name: 'incident.withdraw' })
  expect((await readRefused(other.db)).map((one) => one.mid)).toEqual([mid])
  const again = await world.server().phone('an').push(envelopeOf(row))
  expect(again).toEqual({ ...verdict, spaces: again.spaces })
})

it('[HO3, BK9] what was answered here before goes again from here with its proof, also where its record is gone', async () => {
  const phone = world.phone('an')
  const backup = await world.backup()
  const id = randomUUID()
  const mid = await report(phone, id)
  const file = await fileOf(phone)
  await settle(phone)
  const [there, receipt] = [await onServer('incident', id), await onServer('receipt', mid)]
  await phone.db.records.clear()
  expect(await open(phone, file)).toMatchObject({ changes: 0, known: 1 })
  await world.loseAndRestore(backup)
  world.server().pass(20 * HOUR)
  await settle(phone)
  expect(await onServer('incident', id)).toEqual(there)
  expect(await onServer('receipt', mid)).toEqual(receipt)
})
