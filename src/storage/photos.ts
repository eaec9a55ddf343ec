import type { PhotoId } from '#domain/ids.ts'
import type { PhotoRef } from '#domain/photos/photo.ts'
import type { AccountDb } from './db.ts'
import type { DraftRow, PhotoChunkRow, PhotoRow } from './tables.ts'

/** Small enough for any phone's memory while it is uploaded. */
const CHUNK = 256 * 1024

/** Keeps a reduced photo with its draft, whole or not at all. */
export async function addPhoto(db: AccountDb, draft: DraftRow, ref: PhotoRef, bytes: ArrayBuffer): Promise<void> {
  const chunks = chunksOf(ref.id, bytes)
  const row: PhotoRow = {
    id: ref.id,
    draftId: draft.id,
    incidentId: draft.incidentId,
    ref,
    state: 'draft',
    offset: 0,
    tries: 0,
    notBefore: 0,
    problem: null,
  }
  await db.transaction('rw', [db.photos, db.photoChunks], async () => {
    await db.photoChunks.bulkAdd(chunks)
    await db.photos.add(row)
  })
}

/** A photo's bytes as they are stored. */
export const chunksOf = (photo: PhotoId, bytes: ArrayBuffer): PhotoChunkRow[] =>
  Array.from({ length: Math.ceil(bytes.byteLength / CHUNK) }, (_, n) => ({
    photo,
    n,
    bytes: bytes.slice(n * CHUNK, (n + 1) * CHUNK),
  }))

export const photosOfDraft = (db: AccountDb, draftId: string): Promise<PhotoRow[]> =>
  db.photos.where('draftId').equals(draftId).toArray()

/** @returns undefined when this device does not have all of its bytes */
export async function photoBytes(db: AccountDb, id: PhotoId): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const row = await db.photos.get(id)
  if (!row) return undefined
  const chunks = await db.photoChunks.where('photo').equals(id).sortBy('n')
  const bytes = new Uint8Array(row.ref.size)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(new Uint8Array(chunk.bytes), at)
    at += chunk.bytes.byteLength
  }
  return at === row.ref.size ? bytes : undefined
}

/** Takes a photo out of a form that is not sent. */
export const removePhoto = (db: AccountDb, id: PhotoId): Promise<void> =>
  db.transaction('rw', [db.photos, db.photoChunks], async () => {
    const row = await db.photos.get(id)
    if (row?.state !== 'draft') return
    await db.photoChunks.where('photo').equals(id).delete()
    await db.photos.delete(id)
  })

/**
 * The photos of a refused change that its officer throws away go with it, unless a report that stands in line
 * shows them too. To be called inside the transaction that throws it away.
 */
export async function dropPhotosOf(db: AccountDb, declared: readonly PhotoId[]): Promise<void> {
  const inLine = new Set(
    (await db.outbox.toArray()).flatMap(({ args, verdict }) => (verdict === null ? photosIn(args) : [])),
  )
  const gone = declared.filter((id) => !inLine.has(id))
  const rows = (await db.photos.bulkGet([...gone])).filter((row) => row?.state === 'waiting')
  const ids = rows.flatMap((row) => (row ? [row.id] : []))
  await db.photoChunks.where('photo').anyOf(ids).delete()
  await db.photos.bulkDelete(ids)
}

/** The photos that the arguments of a change declare. */
export function photosIn(args: unknown): PhotoId[] {
  const { photos } = (args ?? {}) as { photos?: unknown }
  return Array.isArray(photos) ? photos.map(({ id }: { id: PhotoId }) => id) : []
}
