import { Dexie } from 'dexie'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { expect, test } from 'vitest'
import type { Mid } from '#domain/ids.ts'
import { BULLETIN, unitSpace } from '#domain/spaces.ts'
import { assignmentIdOf } from '#domain/tasks/assignment.ts'
import { taskIdOf } from '#domain/tasks/place.ts'
import { productsOf, type Task } from '#domain/tasks/task.ts'
import { databaseName, openAccountDb } from '#storage/db.ts'
import { addFormPhoto, removeFormPhoto } from '#storage/form-pictures.ts'
import { readForm, saveForm } from '#storage/forms.ts'
import { countUnsent } from '#storage/held.ts'
import { photoBytes } from '#storage/photos.ts'
import { photosOfForm, settleTakenOut } from '#storage/product-photos.ts'
import type { OutboxRow, PhotoRow } from '#storage/tables.ts'
import { readRefused, viewOfEntity } from '#storage/views.ts'
import { UNIT, uuid } from '#tests/support/builders.ts'
import { jpegBytes, refOf } from '#tests/support/images.ts'
import { aKey, anAssignment, aProduct, ISSUED, PLAN_ID } from '#tests/support/tasks.ts'
import { openStore, type TestStore } from './device-store.ts'
import { aDevice, exported, imported } from './unsent-world.ts'

const TASK = taskIdOf(aKey())
const FORM = `${TASK} product`

async function withPlan(store: TestStore): Promise<TestStore> {
  const body = anAssignment(UNIT)
  const id = assignmentIdOf(body)
  await store.db.records.bulkPut([
    { space: BULLETIN, type: 'plan', id: PLAN_ID, entity: PLAN_ID, version: 1, body: ISSUED },
    { space: unitSpace(UNIT), type: 'assignment', id, entity: id, version: 1, body },
  ])
  return store
}

async function takePicture(store: TestStore, seed = 1) {
  const bytes = new Uint8Array(jpegBytes({ seed, length: 700_000 }))
  const ref = { ...refOf(bytes), id: uuid(0xf00 + seed) as PhotoRow['id'] }
  await addFormPhoto(
    store.db,
    { formId: FORM, entity: TASK, entityType: 'task' },
    { ref, bytes: bytes.buffer },
    store.clock,
  )
  return { ref, bytes }
}

async function send(store: TestStore, title = 'Tin có ảnh (minh họa)'): Promise<Mid> {
  const args = { ...aKey(), product: aProduct({ title }) }
  const sent = await store.mutate({ name: 'task.addProduct', args, formId: FORM })
  if (!sent.ok || sent.value.already) throw new Error(JSON.stringify(sent))
  return sent.value.mid
}
const taskOn = async (store: TestStore) => (await viewOfEntity(store.db, TASK, store.actor)).get('task', TASK)
const waitingOn = (store: TestStore) => store.db.photos.where('state').equals('waiting').toArray()

test('[PH1] [MU2] a product and its pictures are in line in one transaction, declared as they are stored', async () => {
  const store = await withPlan(openStore())
  const one = await takePicture(store, 1)
  const two = await takePicture(store, 2)
  await send(store)
  expect((await store.db.outbox.toArray()).map(({ schema, args }) => [schema, args])).toMatchObject([
    [2, { photos: [one.ref, two.ref] }],
  ])
  expect((await waitingOn(store)).map(({ entity, entityType }) => [entity, entityType])).toEqual(
    Array(2).fill([TASK, 'task']),
  )
  expect(await readForm(store.db, FORM)).toBeUndefined()
  expect(productsOf(await taskOn(store))[0]?.photos).toEqual([one.ref, two.ref])
  expect(await photoBytes(store.db, one.ref.id)).toEqual(one.bytes)
  expect(await countUnsent(store.db)).toEqual({ waiting: 1, drafts: 0, photos: 2 })
  // the next product of this task begins without them
  expect(await photosOfForm(store.db, FORM)).toEqual([])
})

test('[MU2] what the phone itself refuses leaves form and pictures as they were', async () => {
  const store = await withPlan(openStore())
  for (const seed of [1, 2, 3, 4]) await takePicture(store, seed)
  const args = { ...aKey(), product: aProduct() }
  const sent = await store.mutate({ name: 'task.addProduct', args, formId: FORM })
  expect(sent).toEqual({ ok: false, error: { code: 'too-many-photos', details: { max: 3 } } })
  expect([await photosOfForm(store.db, FORM).then(({ length }) => length), await store.db.outbox.count()]).toEqual([
    4, 0,
  ])
})

test('[DR1] [DR6] a picture alone keeps a form, emptied words do not take it, and the last one takes it along', async () => {
  const store = openStore()
  const { ref } = await takePicture(store)
  await saveForm(store.db, FORM, { title: '' }, store.clock())
  expect(await countUnsent(store.db)).toMatchObject({ drafts: 1 })
  await removeFormPhoto(store.db, FORM, ref.id)
  expect([await store.db.forms.count(), await store.db.photos.count(), await store.db.photoChunks.count()]).toEqual([
    0, 0, 0,
  ])
})

test('[PR3] [DR9] the pictures of a refused product stay with it, and go when its officer throws it away', async () => {
  const store = await withPlan(openStore())
  const { ref } = await takePicture(store)
  const mid = await send(store)
  const verdict = { mid, kind: 'refused', code: 'not-allowed', details: {}, spaces: [] } as OutboxRow['verdict']
  await store.db.outbox.update(mid, { verdict })
  expect(await readRefused(store.db)).toMatchObject([{ args: { photos: [ref] } }])
  expect(await photoBytes(store.db, ref.id)).toBeDefined()
  await store.db.records.put({
    space: `person:${store.actor.accountId}` as never,
    type: 'refused',
    id: mid,
    entity: mid,
    version: 1,
    body: (await readRefused(store.db))[0],
  })
  await store.db.outbox.delete(mid)
  await store.mutate({ name: 'attention.discard', args: { mid } })
  expect([await store.db.photos.count(), await store.db.photoChunks.count()]).toEqual([0, 0])
})

test('[PH9] pictures of a product that was taken out wait while that may be refused, and go once the server has it', async () => {
  const store = await withPlan(openStore())
  const { ref } = await takePicture(store, 1)
  const mid = await send(store)
  await takePicture(store, 2)
  await send(store, 'Tin khác (minh họa)')
  const removed = await store.mutate({ name: 'task.removeProduct', args: { ...aKey(), productId: mid } })
  if (!removed.ok || removed.value.already) throw new Error('not removed')
  expect(await settleTakenOut(store.db, await waitingOn(store))).toEqual(new Set([ref.id]))
  expect(await store.db.photos.count()).toBe(2)

  const { mid: removal } = removed.value
  const refusal = {
    mid: removal,
    kind: 'refused',
    code: 'wrong-state',
    details: {},
    spaces: [],
  } as OutboxRow['verdict']
  await store.db.outbox.update(removal, { verdict: refusal })
  expect(await settleTakenOut(store.db, await waitingOn(store))).toEqual(new Set())

  await store.db.outbox.update(removal, { verdict: null })
  const body = (await taskOn(store)) as Task
  await store.db.records.put({ space: unitSpace(UNIT), type: 'task', id: TASK, entity: TASK, version: 2, body })
  await store.db.outbox.clear()
  await settleTakenOut(store.db, await waitingOn(store))
  expect((await store.db.photos.toArray()).map(({ id }) => id)).toEqual([uuid(0xf02)])
  expect(await store.db.photoChunks.where('photo').equals(ref.id).count()).toBe(0)
})

test('[HO2] [HO3] a file of unsent work carries products and forms with their pictures, and a second time changes nothing', async () => {
  const [here, there] = [await withPlan(aDevice(1)), await withPlan(aDevice(2))]
  const sent = await takePicture(here, 1)
  await send(here)
  const begun = await takePicture(here, 2)
  await saveForm(here.db, FORM, { title: 'Đang viết (minh họa)' }, here.clock())
  const file = await exported(here)
  expect(await imported(there, file)).toMatchObject({ ok: true, value: { changes: 1, drafts: 1, photos: 2 } })
  expect(await photoBytes(there.db, sent.ref.id)).toEqual(sent.bytes)
  expect((await waitingOn(there)).map(({ id, entityType }) => [id, entityType])).toEqual([[sent.ref.id, 'task']])
  expect((await photosOfForm(there.db, FORM)).map(({ id }) => id)).toEqual([begun.ref.id])
  expect(await imported(there, file)).toMatchObject({ ok: true, value: { changes: 0, drafts: 0, photos: 0 } })
  expect(await there.db.photos.count()).toBe(2)
})

test('[SC1] photos of a database of the builds before belong to their incident', async () => {
  const options = { indexedDB: new IDBFactory(), IDBKeyRange }
  const account = uuid(0xc01) as never
  const old = new Dexie(databaseName(account), options)
  old.version(2).stores({ photos: 'id, draftId, incidentId, state', outbox: 'mid, seq, entity' })
  const ref = refOf(jpegBytes())
  const rest = { ref, offset: 7, tries: 0, notBefore: 0, problem: null }
  await old.table('photos').add({ id: ref.id, draftId: 'd', incidentId: uuid(0xb1), state: 'waiting', ...rest })
  old.close()
  const db = openAccountDb(account, options as never)
  expect(await db.photos.where('entity').equals(uuid(0xb1)).toArray()).toEqual([
    { id: ref.id, draftId: 'd', entity: uuid(0xb1), entityType: 'incident', state: 'waiting', ...rest },
  ])
  db.close()
})
