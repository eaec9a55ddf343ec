import { afterEach, expect, test } from 'vitest'
import type { UnitId } from '#domain/ids.ts'
import { sendingOf } from '#features/incident/report-args.ts'
import { labels } from '#i18n/vi/labels.ts'
import { addPhoto } from '#storage/add-photo.ts'
import { discardDraft, patchDraft, readDrafts, saveDraft } from '#storage/drafts.ts'
import { openDraft } from '#storage/open-draft.ts'
import { photoBytes, photosOfDraft, removePhoto } from '#storage/photos.ts'
import { openRefused } from '#storage/refused-drafts.ts'
import type { OutboxRow } from '#storage/tables.ts'
import { readRefused } from '#storage/views.ts'
import { aBody, anIncident, UNIT } from '#tests/support/builders.ts'
import { jpegBytes, refOf } from '#tests/support/images.ts'
import { openStore, type TestStore } from './device-store.ts'

let store: TestStore | undefined
afterEach(() => {
  store?.db.close()
  store = undefined
})

async function refusedReport(into: TestStore) {
  const { db, clock, newId } = into
  const draft = await openDraft(db, UNIT, clock, newId)
  await saveDraft(db, draft.id, { body: aBody() }, clock)
  const bytes = new Uint8Array(jpegBytes())
  const ref = refOf(bytes)
  await addPhoto(db, draft, ref, bytes.buffer)
  const sent = await into.mutate(sendingOf(draft.id, labels))
  if (!sent.ok || sent.value.already) throw new Error('not sent')
  const { mid } = sent.value
  await db.outbox.update(mid, { verdict: { mid, kind: 'refused', code: 'not-allowed', details: {}, spaces: [] } })
  const [refused] = await readRefused(db)
  if (!refused) throw new Error('nothing refused')
  return { refused, ref, draft }
}

test('[DR3] two tabs that change different answers of one draft keep both', async () => {
  store = openStore()
  const { db, clock, newId } = store
  const { id } = await openDraft(db, UNIT, clock, newId)
  expect(await patchDraft(db, id, { whatHappened: 'Chữ của thẻ một' }, undefined, clock)).toBe(true)
  expect(await patchDraft(db, id, { severity: 2 }, 'noi', clock)).toBe(true)
  const [draft] = await readDrafts(db)
  expect(draft?.body).toMatchObject({ whatHappened: 'Chữ của thẻ một', severity: 2 })
  expect(draft?.step).toBe('noi')
})

test('[DR2] a draft that is gone is not brought back by late words', async () => {
  store = openStore()
  const { db, clock } = store
  expect(await patchDraft(db, 'none', { cause: 'muộn' }, undefined, clock)).toBe(false)
  expect(await readDrafts(db)).toEqual([])
})

test('[DR4] what was refused becomes one draft again with its photos, however often it is asked for', async () => {
  store = openStore()
  const { db, clock, newId } = store
  const { refused, ref, draft } = await refusedReport(store)
  const first = await openRefused(db, refused, UNIT, clock, newId)
  const again = await openRefused(db, refused, UNIT, clock, newId)
  expect(again?.id).toBe(first?.id)
  expect(first).toMatchObject({ incidentId: draft.incidentId, unitId: UNIT, replaces: refused.mid, step: 'kiem-tra' })
  expect(first?.body.whatHappened).toBe(aBody().whatHappened)
  expect((await photosOfDraft(db, first?.id ?? '')).map((photo) => [photo.id, photo.state])).toEqual([
    [ref.id, 'draft'],
  ])
  expect(await readRefused(db)).toHaveLength(1)
})

test('[DR4, PR3, DR9] sent anew it is in line once, the old one leaves the tray with it, its photo stays', async () => {
  store = openStore()
  const { db, clock, newId } = store
  const { refused, ref } = await refusedReport(store)
  const draft = await openRefused(db, refused, 'x' as UnitId, clock, newId)
  if (!draft) throw new Error('no draft')
  expect(await readRefused(db)).toHaveLength(1)
  expect((await store.mutate(sendingOf(draft.id, labels))).ok).toBe(true)
  expect(await readRefused(db)).toEqual([])
  expect(await db.photos.toArray()).toMatchObject([{ id: ref.id, state: 'waiting' }])
  const waiting = (await db.outbox.toArray()).filter(({ verdict }) => verdict === null).map(({ name }) => name)
  expect(waiting).toEqual(['incident.report', 'attention.discard'])
})

test('[DR9] a refused report taken up again and thrown away keeps its photo, which can be taken up once more', async () => {
  store = openStore()
  const { db, clock, newId } = store
  const { refused, ref } = await refusedReport(store)
  const draft = await openRefused(db, refused, UNIT, clock, newId)
  await discardDraft(db, draft?.id ?? '')
  expect(await readRefused(db)).toHaveLength(1)
  expect(await db.photos.toArray()).toMatchObject([{ id: ref.id, state: 'waiting', draftId: '' }])
  expect(await photoBytes(db, ref.id)).toHaveLength(ref.size)
  const again = await openRefused(db, refused, UNIT, clock, newId)
  expect(await photosOfDraft(db, again?.id ?? '')).toMatchObject([{ id: ref.id, state: 'draft' }])
})

test('[DR9] a photo taken out of it stays with the refused report, and goes when the new one is sent', async () => {
  store = openStore()
  const { db, clock, newId } = store
  const { refused, ref } = await refusedReport(store)
  const draft = await openRefused(db, refused, UNIT, clock, newId)
  if (!draft) throw new Error('no draft')
  await removePhoto(db, ref.id)
  expect(await photosOfDraft(db, draft.id)).toEqual([])
  expect(await photoBytes(db, ref.id)).toHaveLength(ref.size)
  expect((await store.mutate(sendingOf(draft.id, labels))).ok).toBe(true)
  expect(await db.photos.count()).toBe(0)
  expect(await db.photoChunks.count()).toBe(0)
})

test('[DR9] sending what was refused and clearing the tray is one transaction: neither is written alone', async () => {
  store = openStore()
  const { db, clock, newId } = store
  const { refused } = await refusedReport(store)
  const draft = await openRefused(db, refused, UNIT, clock, newId)
  if (!draft) throw new Error('no draft')
  const before = await db.outbox.count()
  const fail = (_key: unknown, { name }: OutboxRow) => {
    if (name === 'attention.discard') throw new Error('the disk is full')
  }
  db.outbox.hook('creating', fail)
  await expect(store.mutate(sendingOf(draft.id, labels))).rejects.toThrow('the disk is full')
  db.outbox.hook('creating').unsubscribe(fail)
  expect(await db.outbox.count()).toBe(before)
  expect(await readDrafts(db)).toHaveLength(1)
  expect(await readRefused(db)).toHaveLength(1)
})

test('[DR9] a report whose tray is empty by now is sent all the same', async () => {
  store = openStore()
  const { db, clock, newId } = store
  const { refused } = await refusedReport(store)
  const draft = await openRefused(db, refused, UNIT, clock, newId)
  if (!draft) throw new Error('no draft')
  await store.mutate({ name: 'attention.discard', args: { mid: refused.mid } })
  expect((await store.mutate(sendingOf(draft.id, labels))).ok).toBe(true)
  const names = (await db.outbox.toArray()).filter(({ verdict }) => verdict === null).map(({ name }) => name)
  expect(names).toContain('incident.report')
  expect(await db.photos.toArray()).toMatchObject([{ state: 'waiting' }])
})

test('[DR9] the photos of an incident on this device are not dropped with the refused report that shows them too', async () => {
  store = openStore()
  const { db } = store
  const { refused, ref, draft } = await refusedReport(store)
  await db.records.add({
    space: 'unit',
    type: 'incident',
    id: draft.incidentId,
    entity: draft.incidentId,
    version: 1,
    body: anIncident(draft.incidentId, [ref]),
  } as never)
  expect((await store.mutate({ name: 'attention.discard', args: { mid: refused.mid } })).ok).toBe(true)
  expect(await photoBytes(db, ref.id)).toHaveLength(ref.size)
})

test('[DR4] arguments that are no report stay readable in the tray and make no draft', async () => {
  store = openStore()
  const { db, clock, newId } = store
  const { refused } = await refusedReport(store)
  expect(await openRefused(db, { ...refused, args: { nonsense: 1 } }, UNIT, clock, newId)).toBeNull()
})
