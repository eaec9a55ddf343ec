import type { PhotoId } from '#domain/ids.ts'
import { type Incident, reportsOf } from '#domain/incidents/incident.ts'
import type { PhotoRef } from '#domain/photos/photo.ts'
import type { Piece } from '#domain/pieces/piece.ts'
import { photosOfTask, type Task } from '#domain/tasks/task.ts'
import type { AccountDb } from './db.ts'
import { isSoundRecord } from './sound.ts'
import type { PhotoChunkRow, PhotoOwner, PhotoRow } from './tables.ts'
import { readRefused, stands } from './views.ts'

/** Small enough for any phone's memory while it is uploaded. */
const CHUNK = 256 * 1024

/** A photo with nothing sent of it yet. */
export const newPhoto = (ref: PhotoRef, owner: Pick<PhotoRow, 'draftId' | 'entity' | 'entityType'>): PhotoRow => ({
  ...owner,
  id: ref.id,
  ref,
  state: 'draft',
  offset: 0,
  tries: 0,
  notBefore: 0,
  problem: null,
})

/** To be called inside a transaction over photos and chunks. */
export async function keepPhoto(db: AccountDb, row: PhotoRow, bytes: ArrayBuffer): Promise<void> {
  await db.photoChunks.bulkAdd(chunksOf(row.id, bytes))
  await db.photos.add(row)
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
    // one that broke is none, and the photo not whole [PR4]
    if (!(chunk.bytes?.byteLength <= bytes.length - at)) return undefined
    bytes.set(new Uint8Array(chunk.bytes), at)
    at += chunk.bytes.byteLength
  }
  return at === row.ref.size ? bytes : undefined
}

/** Takes a photo out of a form that is not sent; a refused report that shows it too keeps it. */
export const removePhoto = (db: AccountDb, id: PhotoId): Promise<void> =>
  db.transaction('rw', [db.photos, db.photoChunks, db.outbox, db.records], async () => {
    const row = await db.photos.get(id)
    if (row?.state === 'draft') await letGo(db, [row])
  })

/**
 * Takes photos away from their draft: those that a report on this device declares, refused or not, wait with it
 * again as they did; the others are deleted. To be called inside a transaction. [DR9]
 */
export async function letGo(db: AccountDb, rows: readonly PhotoRow[]): Promise<void> {
  const shown = await shownBy(db, rows)
  const kept = rows.filter(({ id, state }) => shown.has(id) && state === 'draft').map(({ id }) => id)
  await db.photos.where('id').anyOf(kept).modify({ draftId: '', state: 'waiting' })
  await deletePhotos(
    db,
    rows.filter(({ id }) => !shown.has(id)),
  )
}

/**
 * The photos of a refused change that its officer throws away go with it, unless another report on this device
 * shows them too. To be called inside the transaction that throws it away. [DR9]
 */
export async function dropPhotosOf(db: AccountDb, declared: readonly PhotoId[]): Promise<void> {
  const rows = await db.photos
    .where('id')
    .anyOf([...declared])
    .toArray()
  const shown = await shownBy(db, rows)
  await deletePhotos(
    db,
    rows.filter(({ id, state }) => state === 'waiting' && !shown.has(id)),
  )
}

/** To be called inside a transaction over photos and chunks. */
export async function deletePhotos(db: AccountDb, rows: readonly PhotoRow[]): Promise<void> {
  const ids = rows.map(({ id }) => id)
  await db.photoChunks.where('photo').anyOf(ids).delete()
  await db.photos.bulkDelete(ids)
}

/** Photos that a change in line, a stored record or the tray declares. */
async function shownBy(db: AccountDb, rows: readonly PhotoRow[]): Promise<Set<PhotoId>> {
  const [inLine, tray, taken] = await Promise.all([
    db.outbox.filter(stands).toArray(),
    readRefused(db),
    shownByRecords(db, rows),
  ])
  return new Set([...[...inLine, ...tray].flatMap(({ args }) => photosIn(args)), ...taken])
}

/** Photos that their stored record shows: the server has taken a change that declares them. */
export async function shownByRecords(db: AccountDb, rows: readonly PhotoRow[]): Promise<Set<PhotoId>> {
  const keys = new Map(rows.map(({ entity, entityType }) => [entity, [entityType, entity]]))
  const records = await db.records
    .where('[type+id]')
    .anyOf([...keys.values()])
    .toArray()
  return new Set(records.filter(isSoundRecord).flatMap(({ type, body }) => photosOfRecord(type as PhotoOwner, body)))
}

function photosOfRecord(type: PhotoOwner, body: unknown): PhotoId[] {
  switch (type) {
    case 'incident':
      return reportsOf(body as Incident).flatMap(photosIn)
    case 'task':
      return photosOfTask(body as Task).map(({ id }) => id)
    case 'piece':
      return (body as Piece).timeline.flatMap(photosIn)
  }
}

/** The photos that the arguments of a change declare. */
export function photosIn(args: unknown): PhotoId[] {
  const { photos } = (args ?? {}) as { photos?: unknown }
  return Array.isArray(photos) ? photos.flatMap((photo: { id: PhotoId } | null) => photo?.id ?? []) : []
}
