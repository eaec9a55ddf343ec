import { afterEach, beforeEach, expect, test } from 'vitest'
import { type CarriedDraft, carriedEntity } from '#domain/drafts/carried-draft.ts'
import { personSpace } from '#domain/spaces.ts'
import { carryArgs, keepCarried, readCarried } from '#storage/carried.ts'
import { applyCheckpoint } from '#storage/checkpoint.ts'
import type { DraftRow } from '#storage/tables.ts'
import { aBody } from '#tests/support/builders.ts'
import type { TestStore } from './device-store.ts'
import { aDevice, aDraft, send } from './unsent-world.ts'

let phone: TestStore
let desk: TestStore
beforeEach(() => {
  phone = aDevice(0)
  desk = aDevice(1)
})
afterEach(() => {
  phone.db.close()
  desk.db.close()
})

async function carry({ db, mutate }: TestStore, draft: DraftRow) {
  const args = await carryArgs(db, draft)
  const carried = await mutate({ name: 'draft.carry', args })
  if (!carried.ok || carried.value.already) throw new Error('not carried')
  const { mid } = carried.value
  return { ...args, mid } as CarriedDraft
}

/** The device has pulled what the server made of it, and let go of its own rows. */
async function pulled({ db, actor }: TestStore, draftId: string, body: CarriedDraft | null) {
  const space = personSpace(actor.accountId)
  await db.outbox.where('entity').equals(carriedEntity(draftId)).delete()
  if (body) {
    await db.records.put({
      space,
      type: 'carried_draft',
      id: draftId,
      entity: carriedEntity(draftId),
      version: 1,
      body,
    })
  } else await db.records.delete([space, 'carried_draft', draftId])
}

const stateOn = async ({ db, actor }: TestStore, id: string) => {
  const draft = await db.drafts.get(id)
  if (!draft) throw new Error('no draft')
  return (await readCarried(db, actor)).stateOf(draft)
}
const seenOn = async ({ db, actor }: TestStore) => (await readCarried(db, actor)).fromElsewhere

test('[HO7] it goes over under the same ids, stays on the first device, and that one sees who has it', async () => {
  const draft = await aDraft(phone, 'Viết ở ngoài sân')
  expect(await stateOn(phone, draft.id)).toBe('here')
  const carried = await carry(phone, draft)
  expect(await stateOn(phone, draft.id)).toBe('carried')
  expect(await seenOn(phone)).toEqual([])

  for (const device of [phone, desk]) await pulled(device, draft.id, carried)
  expect(await stateOn(phone, draft.id)).toBe('carried')
  expect(await seenOn(desk)).toEqual([carried])
  expect(carried.photos).toBe(1)

  expect(await keepCarried(desk.db, carried)).toEqual({ outcome: 'added', as: draft.id })
  expect((await desk.mutate({ name: 'draft.taken', args: { draftId: draft.id } })).ok).toBe(true)
  expect(await seenOn(desk)).toEqual([])
  expect(await desk.db.drafts.get(draft.id)).toMatchObject({
    id: draft.id,
    incidentId: draft.incidentId,
    body: { whatHappened: 'Viết ở ngoài sân' },
    step: 'viec',
    createdAt: draft.createdAt,
  })

  await pulled(phone, draft.id, null)
  expect(await stateOn(phone, draft.id)).toBe('taken')
  expect(await phone.db.drafts.get(draft.id)).toMatchObject({ body: draft.body })
})

test('[HO7] opened twice, it is one draft; beside other words of the same draft both stay', async () => {
  const draft = await aDraft(phone, 'Bản của điện thoại')
  const carried = await carry(phone, draft)
  await keepCarried(desk.db, carried)
  expect(await keepCarried(desk.db, carried)).toEqual({ outcome: 'known', as: draft.id })
  await desk.db.drafts.update(draft.id, { body: aBody({ whatHappened: 'Viết tiếp ở bàn' }) })
  expect(await keepCarried(desk.db, carried)).toEqual({ outcome: 'known', as: draft.id })

  await phone.db.drafts.update(draft.id, { body: aBody({ whatHappened: 'Thêm ở điện thoại' }) })
  const again = await carry(phone, (await phone.db.drafts.get(draft.id)) ?? draft)
  expect(await keepCarried(desk.db, again)).toMatchObject({ outcome: 'copied' })
  expect((await desk.db.drafts.toArray()).map(({ body }) => body.whatHappened).sort()).toEqual([
    'Thêm ở điện thoại',
    'Viết tiếp ở bàn',
  ])
})

test('[HO7, IN11] both devices send it: one incident by its id', async () => {
  const draft = await aDraft(phone, 'Cùng một việc')
  const carried = await carry(phone, draft)
  await keepCarried(desk.db, carried)
  await send(phone, draft)
  await send(desk, (await desk.db.drafts.get(draft.id)) as DraftRow)
  const rows = [...(await phone.db.outbox.toArray()), ...(await desk.db.outbox.toArray())]
  const reports = rows.filter(({ name }) => name === 'incident.report')
  expect(reports.map(({ entity }) => entity)).toEqual([draft.incidentId, draft.incidentId])
})

test('[HO6] what the server would not carry is not said to be elsewhere', async () => {
  const draft = await aDraft(phone, 'Không đi được')
  const { mid } = await carry(phone, draft)
  await phone.db.outbox.update(mid, { verdict: { mid, kind: 'refused', code: 'not-allowed', details: {}, spaces: [] } })
  expect(await stateOn(phone, draft.id)).toBe('here')
  await phone.db.outbox.clear()
  const { accountId } = phone.actor
  await phone.db.records.put({
    space: personSpace(accountId),
    type: 'refused',
    id: mid,
    entity: mid,
    version: 1,
    body: {},
  })
  expect(await stateOn(phone, draft.id)).toBe('here')
})

test('[HO6] what the server would not carry stays here when the refusal is thrown away, on whichever device', async () => {
  const draft = await aDraft(phone, 'Không đi được')
  const { mid } = await carry(phone, draft)
  const space = personSpace(phone.actor.accountId)
  const verdict = {
    mid,
    kind: 'refused' as const,
    code: 'not-allowed' as const,
    details: {},
    spaces: [[space, 1]] as [typeof space, number][],
  }
  await phone.db.outbox.update(mid, { verdict })
  await phone.db.cursors.put({ space, version: 1 })
  expect(await applyCheckpoint(phone.db, [], new Set([mid]))).toBe('applied')
  expect(await phone.db.outbox.count()).toBe(0)
  expect(await stateOn(phone, draft.id)).toBe('here')
})

test('[HO6] what has not left yet is with nobody else, also for whoever lost their post meanwhile', async () => {
  const draft = await aDraft(phone, 'Chưa đi')
  await carry(phone, draft)
  const { stateOf } = await readCarried(phone.db, { ...phone.actor, grants: [] })
  expect(stateOf((await phone.db.drafts.get(draft.id)) as DraftRow)).toBe('carried')
})

test('[HO6] a draft that waits to be carried does not make its incident wait', async () => {
  const draft = await aDraft(phone, 'Việc')
  await carry(phone, draft)
  const [row] = await phone.db.outbox.toArray()
  expect(row?.entity).not.toBe(draft.incidentId)
})
