import { IDBDatabase, IDBObjectStore, IDBTransaction } from 'fake-indexeddb'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { PhotoRef } from '#domain/photos/photo.ts'
import { sendingOf } from '#features/incident/report-args.ts'
import { labels } from '#i18n/vi/labels.ts'
import { addPhoto } from '#storage/add-photo.ts'
import { discardDraft, patchDraft, readDrafts, saveDraft } from '#storage/drafts.ts'
import { openDraft } from '#storage/open-draft.ts'
import { photoBytes, removePhoto } from '#storage/photos.ts'
import type { DraftRow } from '#storage/tables.ts'
import { readIncidents } from '#storage/views.ts'
import { aBody, aPhoto, UNIT } from '#tests/support/builders.ts'
import { openStore, type TestStore } from './device-store.ts'

afterEach(() => vi.restoreAllMocks())

async function aDraft(store: TestStore) {
  const draft = await openDraft(store.db, UNIT, store.clock, store.newId)
  await saveDraft(store.db, draft.id, { body: aBody(), step: 'check' }, store.clock)
  return { draft, change: sendingOf(draft.id, labels) }
}

describe('the one door for changes', () => {
  test('[MU2] a change is decided, in line, its draft gone and its photos waiting, all at once', async () => {
    const store = openStore()
    const { draft, change } = await aDraft(store)
    await addPhoto(store.db, draft, { ...aPhoto(), size: 3 }, new Uint8Array([1, 2, 3]).buffer)
    const outcome = await store.mutate(change)
    expect(outcome).toMatchObject({ ok: true, value: { already: false } })
    expect(await store.db.outbox.toArray()).toMatchObject([
      { seq: 1, entity: draft.incidentId, verdict: null, tries: 0 },
    ])
    expect(await readDrafts(store.db)).toEqual([])
    expect(await store.db.photos.toArray()).toMatchObject([{ state: 'waiting', offset: 0 }])
  })

  test('[MU2] when any part of it fails, nothing of it was written', async () => {
    const store = openStore()
    const { draft, change } = await aDraft(store)
    const real = IDBObjectStore.prototype.delete
    vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(function (this: IDBObjectStore, key) {
      if (this.name === 'drafts') throw new DOMException('the disk is full', 'QuotaExceededError')
      return real.call(this, key)
    })
    await expect(store.mutate(change)).rejects.toThrow('the disk is full')
    vi.restoreAllMocks()
    expect(await store.db.outbox.count()).toBe(0)
    expect(await store.db.meta.count()).toBe(0)
    expect((await readDrafts(store.db)).map(({ id }) => id)).toEqual([draft.id])
  })

  test('[MU2] a refused change writes nothing and keeps the draft', async () => {
    const store = openStore()
    const { draft, change } = await aDraft(store)
    await patchDraft(store.db, draft.id, { whatHappened: '' }, undefined, store.clock)
    expect(await store.mutate(change)).toMatchObject({ ok: false, error: { code: 'incomplete' } })
    expect(await store.db.outbox.count()).toBe(0)
    expect((await readDrafts(store.db)).map(({ id }) => id)).toEqual([draft.id])
  })

  test('[IN11] a double tap is one change', async () => {
    const store = openStore()
    const { change } = await aDraft(store)
    const outcomes = await Promise.all([store.mutate(change), store.mutate(change)])
    expect(outcomes.map((outcome) => outcome.ok && outcome.value.already)).toEqual([false, true])
    expect(await store.db.outbox.count()).toBe(1)
    expect(await readIncidents(store.db, store.actor)).toHaveLength(1)
  })

  test('[IN11] two tabs that send one draft send it once', async () => {
    const store = openStore()
    const { change } = await aDraft(store)
    const other = openStore(store.factory)
    const outcomes = await Promise.all([
      store.mutate(change),
      other.mutate(change, { newId: () => crypto.randomUUID() }),
    ])
    expect(outcomes.filter((outcome) => outcome.ok && !outcome.value.already)).toHaveLength(1)
    expect(await store.db.outbox.count()).toBe(1)
  })

  test('[SY1] changes of two tabs never share a sequence number', async () => {
    const store = openStore()
    const other = openStore(store.factory)
    const drafts = [await aDraft(store), await aDraft(store), await aDraft(store)]
    await Promise.all(
      drafts.map(({ change }, i) => (i % 2 ? other : store).mutate(change, { newId: () => crypto.randomUUID() })),
    )
    expect((await store.db.outbox.orderBy('seq').toArray()).map(({ seq }) => seq)).toEqual([1, 2, 3])
  })
})

describe('durability', () => {
  test('[ST5] every writing transaction asks for strict durability', async () => {
    const store = openStore()
    const asked: [string, unknown][] = []
    const real = IDBDatabase.prototype.transaction
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
      this: IDBDatabase,
      names,
      mode,
      options,
    ) {
      asked.push([mode ?? 'readonly', options?.durability])
      return real.call(this, names, mode, options)
    })
    const { change } = await aDraft(store)
    await store.mutate(change)
    const writing = asked.filter(([mode]) => mode === 'readwrite')
    expect(writing.length).toBeGreaterThanOrEqual(3)
    expect(writing.map(([, durability]) => durability)).toEqual(writing.map(() => 'strict'))
  })

  test('[ST5] the change is said to be saved only after its transaction is complete', async () => {
    const store = openStore()
    const { change } = await aDraft(store)
    const order: string[] = []
    const real = IDBTransaction.prototype.dispatchEvent
    vi.spyOn(IDBTransaction.prototype, 'dispatchEvent').mockImplementation(function (this: IDBTransaction, event) {
      if (event.type === 'complete' && this.mode === 'readwrite') order.push('complete')
      return real.call(this, event)
    })
    await store.mutate(change).then(() => order.push('said'))
    // whatever was still under way would complete now
    await store.db.outbox.count()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(order).toEqual(['complete', 'said'])
  })
})

describe('drafts and their photos', () => {
  test('[DR1] a draft that was sent is not brought back by a late save', async () => {
    const store = openStore()
    const { draft, change } = await aDraft(store)
    await store.mutate(change)
    expect(await saveDraft(store.db, draft.id, { step: 'place' }, store.clock)).toBe(false)
    expect(await readDrafts(store.db)).toEqual([])
  })

  test('[DR1] throwing a draft away takes its photos with it and leaves the others', async () => {
    const store = openStore()
    const [first, second] = [await aDraft(store), await aDraft(store)]
    const bytes = new Uint8Array(600_000).fill(7)
    await addPhoto(store.db, first.draft, { ...aPhoto(1), size: bytes.length }, bytes.buffer)
    await addPhoto(store.db, second.draft, { ...aPhoto(2), size: bytes.length }, bytes.buffer)
    await discardDraft(store.db, first.draft.id)
    expect((await readDrafts(store.db)).map(({ id }) => id)).toEqual([second.draft.id])
    expect(await store.db.photos.count()).toBe(1)
    expect(await store.db.photoChunks.where('photo').equals(aPhoto(1).id).count()).toBe(0)
    expect(await photoBytes(store.db, aPhoto(2).id)).toEqual(bytes)
  })

  test('[DR8] what is sent is what is stored: words and photos that came after the tap go with it', async () => {
    const store = openStore()
    const { draft, change } = await aDraft(store)
    await patchDraft(store.db, draft.id, { whatHappened: 'Viết thêm sau khi bấm Gửi' }, undefined, store.clock)
    const ref = { ...aPhoto(), size: 3 }
    expect(await addPhoto(store.db, draft, ref, new Uint8Array([1, 2, 3]).buffer)).toBe(true)
    expect(await store.mutate(change)).toMatchObject({ ok: true })
    expect(await store.db.outbox.toArray()).toMatchObject([
      { args: { body: { whatHappened: 'Viết thêm sau khi bấm Gửi' }, photos: [{ id: ref.id }] } },
    ])
  })

  test('[DR8] only what the change declares begins to wait', async () => {
    const store = openStore()
    const { draft } = await aDraft(store)
    for (const n of [1, 2]) await addPhoto(store.db, draft, { ...aPhoto(n), size: 1 }, new Uint8Array([n]).buffer)
    const { changesOf } = sendingOf(draft.id, labels)
    const one = {
      draftId: draft.id,
      changesOf: (row: DraftRow, [first]: readonly PhotoRef[]) => changesOf(row, first ? [first] : []),
    }
    expect(await store.mutate(one)).toMatchObject({ ok: true })
    expect((await store.db.photos.orderBy('id').toArray()).map(({ state }) => state)).toEqual(['waiting', 'draft'])
  })

  test('[DR8] a photo that is ready after its draft was sent or thrown away is refused, not kept for nothing', async () => {
    const store = openStore()
    const [sent, discarded] = [await aDraft(store), await aDraft(store)]
    await store.mutate(sent.change)
    await discardDraft(store.db, discarded.draft.id)
    const bytes = new Uint8Array([1, 2, 3]).buffer
    for (const { draft } of [sent, discarded])
      expect(await addPhoto(store.db, draft, { ...aPhoto(), size: 3 }, bytes)).toBe(false)
    expect(await store.db.photos.count()).toBe(0)
    expect(await store.db.photoChunks.count()).toBe(0)
  })

  test('[PH1] a photo is kept whole or not at all', async () => {
    const store = openStore()
    const { draft } = await aDraft(store)
    const bytes = new Uint8Array(300_000).fill(1)
    const ref = { ...aPhoto(), size: bytes.length }
    await addPhoto(store.db, draft, ref, bytes.buffer)
    await expect(addPhoto(store.db, draft, ref, bytes.buffer)).rejects.toThrow()
    expect(await photoBytes(store.db, ref.id)).toEqual(bytes)
    await store.db.photoChunks.delete([ref.id, 1])
    expect(await photoBytes(store.db, ref.id)).toBeUndefined()
  })

  test('[PH1] a photo of a report that was sent cannot be taken out of it', async () => {
    const store = openStore()
    const { draft, change } = await aDraft(store)
    const ref = { ...aPhoto(), size: 3 }
    await addPhoto(store.db, draft, ref, new Uint8Array([1, 2, 3]).buffer)
    await store.mutate(change)
    await removePhoto(store.db, ref.id)
    expect(await store.db.photos.count()).toBe(1)
  })
})
