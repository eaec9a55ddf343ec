import type { PhotoRef } from '#domain/photos/photo.ts'
import { photosOfPiece } from '#domain/pieces/piece.ts'
import type { Change } from '#domain/records.ts'
import { photosOfTask, type Task } from '#domain/tasks/task.ts'
import { type DeclaredPhoto, photoById } from '../store/photos.ts'
import type { LiveRow } from '../store/records.ts'
import type { Desk } from './context.ts'
import type { NewReport } from './new-reports.ts'

/** Photos of one record. */
type Declared = Pick<DeclaredPhoto, 'entity' | 'entity_type' | 'unit_id'> & { photos: readonly PhotoRef[] }

/**
 * The photos that reports and products declare for the first time. An id that stands for other bytes or for another
 * record is nobody's to use again: null. [PH1]
 */
export async function newPhotosOf(
  { tx, who }: Desk,
  { reports, changes, seen }: { reports: readonly NewReport[]; changes: readonly Change[]; seen: readonly LiveRow[] },
): Promise<DeclaredPhoto[] | null> {
  const fresh = new Map<string, DeclaredPhoto>()
  for (const { photos, ...owner } of [...reports.map(ofReport), ...changes.flatMap((one) => ofProducts(one, seen))]) {
    for (const { id, type, size, sha256 } of photos) {
      const photo = { id, ...owner, uploader: who.accountId, type, size, sha256, stored_at: null }
      const there = fresh.get(id) ?? (await photoById(tx, who.departmentId, id))
      if (there && !isSame(there, photo)) return null
      if (!there) fresh.set(id, photo)
    }
  }
  return [...fresh.values()]
}

const ofReport = ({ incident, entry }: NewReport): Declared => ({
  entity: incident.id,
  entity_type: 'incident',
  unit_id: incident.unitId,
  photos: entry.photos,
})

/** What a change adds to the pictures that its task or piece had. */
function ofProducts(change: Change, seen: readonly LiveRow[]): Declared[] {
  if ('put' in change && change.put === 'piece') {
    const { id, unitId } = change.body
    // those that are declared already are known to be the same
    return [{ entity: id, entity_type: 'piece', unit_id: unitId, photos: photosOfPiece(change.body) }]
  }
  if (!('put' in change) || change.put !== 'task') return []
  const before = seen.find(({ type, id }) => type === 'task' && id === change.id)
  const known = new Set(before ? photosOfTask(JSON.parse(before.body) as Task).map(({ id }) => id) : [])
  const { id, unitId } = change.body
  // by their ids: what comes back to a restored server may stand before what is there [BK7]
  const photos = photosOfTask(change.body).filter((photo) => !known.has(photo.id))
  return [{ entity: id, entity_type: 'task', unit_id: unitId, photos }]
}

const isSame = (a: DeclaredPhoto, b: DeclaredPhoto) =>
  a.entity === b.entity && a.sha256 === b.sha256 && a.size === b.size && a.type === b.type
