import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Actor } from '#domain/organisation/roles.ts'
import type { Refused } from '#domain/records.ts'
import { BULLETIN, unitSpace } from '#domain/spaces.ts'
import { assignmentIdOf } from '#domain/tasks/assignment.ts'
import { cancelTask } from '#domain/tasks/office-acts.ts'
import { taskIdOf } from '#domain/tasks/place.ts'
import { isStillOpen, shortFormOf } from '#features/attention/mending.ts'
import { addFormPhoto, removeFormPhoto } from '#storage/form-pictures.ts'
import { readForm, saveForm } from '#storage/forms.ts'
import { photoBytes, photosIn } from '#storage/photos.ts'
import { photosOfForm } from '#storage/product-photos.ts'
import { openRefusedForm } from '#storage/refused-forms.ts'
import type { OutboxRow, PhotoRow } from '#storage/tables.ts'
import { readRefused } from '#storage/views.ts'
import { aContext, anActor, OFFICE, OTHER_UNIT, UNIT, uuid } from '#tests/support/builders.ts'
import { jpegBytes, refOf } from '#tests/support/images.ts'
import { aKey, anAssignment, aProduct, ISSUED, PLAN_ID, taskAfter } from '#tests/support/tasks.ts'
import type { TestStore } from './device-store.ts'
import { aDevice, exported, imported } from './unsent-world.ts'

const TASK = taskIdOf(aKey())
const PRODUCT = `${TASK} product`
const RESULT = `${TASK} result`

let store: TestStore
beforeEach(() => {
  store = aDevice(1)
})
afterEach(() => store.db.close())

async function withPlan(on: TestStore = store): Promise<void> {
  const body = anAssignment(UNIT)
  const id = assignmentIdOf(body)
  await on.db.records.bulkPut([
    { space: BULLETIN, type: 'plan', id: PLAN_ID, entity: PLAN_ID, version: 1, body: ISSUED },
    { space: unitSpace(UNIT), type: 'assignment', id, entity: id, version: 1, body },
  ])
}

/** Sent from its form, and refused. */
async function refusedAct(name: string, args: object, formId: string): Promise<Refused> {
  await withPlan()
  const sent = await store.mutate({ name, args: { ...aKey(), ...args }, formId })
  if (!sent.ok || sent.value.already) throw new Error(JSON.stringify(sent))
  const { mid } = sent.value
  const verdict = { mid, kind: 'refused', code: 'not-allowed', details: {}, spaces: [] } as OutboxRow['verdict']
  await store.db.outbox.update(mid, { verdict })
  const refused = (await readRefused(store.db)).find((item) => item.mid === mid)
  if (!refused) throw new Error('not in the tray')
  return refused
}

function formOf(refused: Refused, actor: Actor = store.actor) {
  const form = shortFormOf(refused, actor)
  if (!form) throw new Error('no form')
  return form
}
const open = (refused: Refused) =>
  openRefusedForm(store.db, refused.mid, formOf(refused), photosIn(refused.args), store.clock)

const inLine = async () =>
  (await store.db.outbox.orderBy('seq').toArray()).filter(({ verdict }) => verdict === null).map(({ name }) => name)

async function takePicture(seed: number) {
  const bytes = new Uint8Array(jpegBytes({ seed, length: 4_000 }))
  const ref = { ...refOf(bytes), id: uuid(0xf00 + seed) as PhotoRow['id'] }
  await addFormPhoto(
    store.db,
    { formId: PRODUCT, entity: TASK, entityType: 'task' },
    { ref, bytes: bytes.buffer },
    store.clock,
  )
  return { ref, bytes }
}

test.each([
  ['task.report', { note: 'Đã làm xong (minh họa)' }, 'result', { note: 'Đã làm xong (minh họa)' }, 'ket-qua'],
  ['task.progress', { percent: 50, note: '' }, 'progress', { percent: 50, note: '' }, 'tien-do'],
  [
    'task.askExtension',
    { before: '2024-04-09', reason: 'Mưa lũ (minh họa)' },
    'extension',
    { before: '09/04/2024', reason: 'Mưa lũ (minh họa)' },
    'gia-han',
  ],
  [
    'task.addProduct',
    { product: aProduct({ channel: null }) },
    'product',
    { ...aProduct(), channel: '', publishedAt: '02/03/2024' },
    'san-pham',
  ],
])(
  '[DR4] a refused %s is its short form again, and sent anew it leaves the tray',
  async (name, args, form, values, page) => {
    const id = `${TASK} ${form}`
    const refused = await refusedAct(name, args, id)
    expect(formOf(refused)).toEqual({ id, values, route: `/nhiem-vu/${TASK}/${page}` })
    expect(await isStillOpen(store.db, store.actor, refused)).toBe(true)
    expect(await open(refused)).toBe('opened')
    expect(await readForm(store.db, id)).toMatchObject({ values, replaces: refused.mid })
    expect(await readRefused(store.db)).toHaveLength(1)
    // words that are kept on do not forget what they replace
    await saveForm(store.db, id, values, store.clock())
    expect((await store.mutate({ name, args: { ...aKey(), ...args }, formId: id })).ok).toBe(true)
    expect(await inLine()).toEqual([name, 'attention.discard'])
    expect(await readRefused(store.db)).toEqual([])
    expect(await readForm(store.db, id)).toBeUndefined()
  },
)

test('[DR4] a refused comment goes back into its field, on the page of whoever wrote it', async () => {
  const refused = await refusedAct('task.comment', { text: 'Xin hỏi thêm (minh họa)' }, `${TASK} comment`)
  const form = { id: `${TASK} comment`, values: { text: 'Xin hỏi thêm (minh họa)' } }
  expect(formOf(refused)).toEqual({ ...form, route: `/nhiem-vu/${TASK}#field-comment` })
  const chief = anActor('office_chief', OFFICE, 3)
  expect(formOf(refused, chief)).toEqual({ ...form, route: `/ban-dieu-hanh/nhiem-vu/${TASK}#field-comment` })
  expect(formOf({ ...refused, name: 'incident.comment' }).route).toBe(`/bao-cao/${TASK}#field-comment`)
})

test('[DR4] a form that was begun is not written over, nor is a picture that lies in it', async () => {
  const refused = await refusedAct('task.report', { note: 'Bản bị từ chối (minh họa)' }, RESULT)
  await saveForm(store.db, RESULT, { note: 'Bản viết dở (minh họa)' }, store.clock())
  expect(await open(refused)).toBe('begun')
  expect(await readForm(store.db, RESULT)).toMatchObject({ values: { note: 'Bản viết dở (minh họa)' } })
  // what was begun is sent by itself and takes nothing out of the tray
  await store.mutate({ name: 'task.report', args: { ...aKey(), note: 'Bản viết dở (minh họa)' }, formId: RESULT })
  expect(await readRefused(store.db)).toHaveLength(1)
  expect(await open(refused)).toBe('opened')
})

test('[DR4] asked for twice it is the same form, with the words that were written into it since', async () => {
  const refused = await refusedAct('task.report', { note: 'Lần đầu (minh họa)' }, RESULT)
  await open(refused)
  await saveForm(store.db, RESULT, { note: 'Đã sửa (minh họa)' }, store.clock())
  expect(await open(refused)).toBe('opened')
  expect(await readForm(store.db, RESULT)).toMatchObject({ values: { note: 'Đã sửa (minh họa)' } })
})

test('[DR4] [DR9] the pictures of a refused product are in its form again, and go out with the new one', async () => {
  const { ref, bytes } = await takePicture(1)
  const out = await takePicture(2)
  const refused = await refusedAct('task.addProduct', { product: aProduct() }, PRODUCT)
  await open(refused)
  expect((await photosOfForm(store.db, PRODUCT)).map(({ id }) => id)).toEqual([ref.id, out.ref.id])
  await removeFormPhoto(store.db, PRODUCT, out.ref.id)
  // while it is not sent, what was refused keeps all of its pictures
  expect(await photoBytes(store.db, out.ref.id)).toEqual(out.bytes)
  await store.mutate({ name: 'task.addProduct', args: { ...aKey(), product: aProduct() }, formId: PRODUCT })
  const rows = (await store.db.outbox.toArray()).filter(({ name, verdict }) => name === 'task.addProduct' && !verdict)
  expect(rows).toMatchObject([{ args: { photos: [ref] } }])
  expect(await store.db.photos.toArray()).toMatchObject([{ id: ref.id, state: 'waiting' }])
  expect(await photoBytes(store.db, ref.id)).toEqual(bytes)
})

test('[DR9] sending what was refused and clearing the tray is one transaction: neither is written alone', async () => {
  const refused = await refusedAct('task.report', { note: 'Bản (minh họa)' }, RESULT)
  await open(refused)
  const fail = (_key: unknown, { name }: OutboxRow) => {
    if (name === 'attention.discard') throw new Error('the disk is full')
  }
  store.db.outbox.hook('creating', fail)
  const again = store.mutate({ name: 'task.report', args: { ...aKey(), note: 'Bản (minh họa)' }, formId: RESULT })
  await expect(again).rejects.toThrow('the disk is full')
  store.db.outbox.hook('creating').unsubscribe(fail)
  expect(await inLine()).toEqual([])
  expect(await readForm(store.db, RESULT)).toMatchObject({ replaces: refused.mid })
  expect(await readRefused(store.db)).toHaveLength(1)
})

test('[DR4] nothing is offered where its form would not open: task over, card gone, unit not theirs', async () => {
  const refused = await refusedAct('task.report', { note: 'Bản (minh họa)' }, RESULT)
  expect(shortFormOf(refused, anActor('focal_point', OTHER_UNIT))).toBeNull()
  expect(shortFormOf({ ...refused, args: { note: 'x' } }, store.actor)).toBeNull()
  expect(shortFormOf({ ...refused, name: 'task.removeProduct' }, store.actor)).toBeNull()
  const chief = anActor('office_chief', OFFICE, 3)
  const cancel = { ...aKey(), reason: 'Thôi (minh họa)' }
  const { task: body } = taskAfter(cancelTask, undefined, cancel, aContext({ actor: chief }))
  await store.db.records.put({ space: unitSpace(UNIT), type: 'task', id: TASK, entity: TASK, version: 2, body })
  expect(await isStillOpen(store.db, store.actor, refused)).toBe(false)
  await store.db.records.clear()
  expect(await isStillOpen(store.db, store.actor, refused)).toBe(false)
})

test('[HO2] [DR4] a form that takes up what was refused does so on the device to which a file brings it', async () => {
  const refused = await refusedAct('task.report', { note: 'Bản (minh họa)' }, RESULT)
  await open(refused)
  const there = aDevice(2)
  await withPlan(there)
  expect(await imported(there, await exported(store))).toMatchObject({ ok: true, value: { drafts: 1 } })
  expect(await readForm(there.db, RESULT)).toMatchObject({ replaces: refused.mid })
  expect(await readRefused(there.db)).toHaveLength(1)
  await there.mutate({ name: 'task.report', args: { ...aKey(), note: 'Bản (minh họa)' }, formId: RESULT })
  expect(await readRefused(there.db)).toEqual([])
  there.db.close()
})
