import { IDBFactory } from 'fake-indexeddb'
import { sendingOf } from '#features/incident/report-args.ts'
import { labels } from '#i18n/vi/labels.ts'
import { addPhoto } from '#storage/add-photo.ts'
import { saveDraft } from '#storage/drafts.ts'
import { openDraft } from '#storage/open-draft.ts'
import type { DraftRow } from '#storage/tables.ts'
import { exportUnsent, importUnsent } from '#storage/unsent/file.ts'
import { aBody, UNIT } from '#tests/support/builders.ts'
import { jpegBytes, refOf } from '#tests/support/images.ts'
import { openStore, type TestStore } from './device-store.ts'

export const PASS = 'sau tu de nho 41'

/** A device of the same account; `n` keeps the ids of several apart. */
export function aDevice(n: number): TestStore {
  const store = openStore(new IDBFactory())
  for (let i = 0; i < n * 100; i += 1) store.newId()
  return store
}

/** A draft with words and a photo of `length` bytes. */
export async function aDraft({ db, clock, newId }: TestStore, words: string, length = 5000): Promise<DraftRow> {
  const draft = await openDraft(db, UNIT, clock, newId)
  await saveDraft(db, draft.id, { body: aBody({ whatHappened: words }), step: 'viec' }, clock)
  const bytes = new Uint8Array(jpegBytes({ length, seed: words.length }))
  await addPhoto(db, draft, { ...refOf(bytes) }, bytes.buffer)
  const saved = await db.drafts.get(draft.id)
  if (!saved) throw new Error('not saved')
  return saved
}

export async function send(store: TestStore, draft: DraftRow) {
  const sent = await store.mutate(sendingOf(draft.id, labels))
  if (!sent.ok || sent.value.already) throw new Error('not sent')
  return sent.value.mid
}

export async function exported(store: TestStore, passphrase = PASS): Promise<Blob> {
  const file = await exportUnsent(store.db, store.actor, passphrase, store.clock)
  if (!file.ok) throw new Error(file.error)
  return file.value.blob
}

export const imported = (store: TestStore, file: Blob, passphrase = PASS) =>
  importUnsent(store.db, store.actor, file, passphrase)

/** Everything that a device holds, to be compared before and after. */
export async function everything({ db }: TestStore) {
  return {
    outbox: await db.outbox.orderBy('seq').toArray(),
    drafts: (await db.drafts.toArray()).sort((a, b) => (a.id < b.id ? -1 : 1)),
    forms: await db.forms.toArray(),
    photos: await db.photos.toArray(),
    chunks: (await db.photoChunks.toArray()).map(({ photo, n, bytes }) => [photo, n, bytes.byteLength]),
    meta: await db.meta.toArray(),
    records: await db.records.toArray(),
  }
}
