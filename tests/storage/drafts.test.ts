import { afterEach, expect, test } from 'vitest'
import type { UnitId } from '#domain/ids.ts'
import { changeOf } from '#features/incident/report-args.ts'
import { labels } from '#i18n/vi/labels.ts'
import { openDraft, openRefused, patchDraft, readDrafts, saveDraft } from '#storage/drafts.ts'
import { addPhoto, photosOfDraft } from '#storage/photos.ts'
import { readRefused } from '#storage/views.ts'
import { aBody, UNIT } from '#tests/support/builders.ts'
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
  const row = (await db.drafts.get(draft.id)) ?? draft
  const sent = await into.mutate({ ...changeOf(row, [ref], labels), draftId: draft.id })
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

test('[DR4, PR3] sent anew it is in line once, and the old one leaves the tray only by its officer', async () => {
  store = openStore()
  const { db, clock, newId } = store
  const { refused } = await refusedReport(store)
  const draft = await openRefused(db, refused, 'x' as UnitId, clock, newId)
  if (!draft) throw new Error('no draft')
  const photos = (await photosOfDraft(db, draft.id)).map(({ ref }) => ref)
  expect((await store.mutate({ ...changeOf(draft, photos, labels), draftId: draft.id })).ok).toBe(true)
  expect(await readRefused(db)).toHaveLength(1)
  expect((await store.mutate({ name: 'attention.discard', args: { mid: refused.mid } })).ok).toBe(true)
  expect(await readRefused(db)).toEqual([])
  const waiting = (await db.outbox.toArray()).filter(({ verdict }) => verdict === null).map(({ name }) => name)
  expect(waiting).toEqual(['incident.report', 'attention.discard'])
})

test('[DR4] arguments that are no report stay readable in the tray and make no draft', async () => {
  store = openStore()
  const { db, clock, newId } = store
  const { refused } = await refusedReport(store)
  expect(await openRefused(db, { ...refused, args: { nonsense: 1 } }, UNIT, clock, newId)).toBeNull()
})
