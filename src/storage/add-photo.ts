import type { PhotoRef } from '#domain/photos/photo.ts'
import type { AccountDb } from './db.ts'
import { keepPhoto, newPhoto } from './photos.ts'
import type { DraftRow } from './tables.ts'

/**
 * Keeps a reduced photo with its draft, whole or not at all.
 * @returns false when the draft is no longer there: a photo of nothing would never be sent [DR8]
 */
export async function addPhoto(db: AccountDb, draft: DraftRow, ref: PhotoRef, bytes: ArrayBuffer): Promise<boolean> {
  const row = newPhoto(ref, { draftId: draft.id, entity: draft.incidentId, entityType: 'incident' })
  return db.transaction('rw', [db.drafts, db.photos, db.photoChunks], async () => {
    if (!(await db.drafts.get(draft.id))) return false
    await keepPhoto(db, row, bytes)
    return true
  })
}
