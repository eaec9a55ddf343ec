import type { PhotoId } from '#domain/ids.ts'
import type { PhotoRef } from '#domain/photos/photo.ts'
import { instantOf } from '#domain/time.ts'
import type { AccountDb } from './db.ts'
import { keepPhoto, newPhoto, removePhoto } from './photos.ts'
import { photosOfForm } from './product-photos.ts'
import type { PhotoOwner } from './tables.ts'

/** Which short form it is, and the record that its pictures are of. */
export interface PicturedForm {
  formId: string
  entity: string
  entityType: Exclude<PhotoOwner, 'incident'>
}

/** Keeps a reduced picture with the form of a product or piece, which it begins where nothing was written yet. [DR1] */
export async function addFormPhoto(
  db: AccountDb,
  { formId, entity, entityType }: PicturedForm,
  { ref, bytes }: { ref: PhotoRef; bytes: ArrayBuffer },
  clock: () => number,
): Promise<void> {
  const row = newPhoto(ref, { draftId: formId, entity, entityType })
  await db.transaction('rw', [db.forms, db.photos, db.photoChunks], async () => {
    if (!(await db.forms.get(formId))) await db.forms.add({ id: formId, values: {}, savedAt: instantOf(clock()) })
    await keepPhoto(db, row, bytes)
  })
}

/** Takes a picture out of a form; a form that only held pictures goes with its last one. [DR6] */
export const removeFormPhoto = (db: AccountDb, formId: string, id: PhotoId): Promise<void> =>
  db.transaction('rw', [db.forms, db.photos, db.photoChunks, db.outbox, db.records], async () => {
    await removePhoto(db, id)
    const form = await db.forms.get(formId)
    const isEmpty = Object.values(form?.values ?? {}).every((value) => value === null || value === '')
    if (isEmpty && (await photosOfForm(db, formId)).length === 0) await db.forms.delete(formId)
  })
