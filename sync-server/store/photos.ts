import type { AccountId, DepartmentId, PhotoId, UnitId } from '#domain/ids.ts'
import type { PhotoType } from '#domain/photos/photo.ts'
import type { Instant } from '#domain/time.ts'
import type { Tx } from './store.ts'

/** A photo as a report or a product declared it, and since when its bytes are here. */
export interface DeclaredPhoto {
  id: PhotoId
  /** the record that shows it; where that lies is asked when it matters, since records move. [SP2] */
  entity: string
  entity_type: 'incident' | 'task' | 'piece'
  unit_id: UnitId
  uploader: AccountId
  type: PhotoType
  size: number
  sha256: string
  stored_at: Instant | null
}

export async function photoById(tx: Tx, department: DepartmentId, id: string): Promise<DeclaredPhoto | undefined> {
  const row = await tx
    .selectFrom('photos')
    .select(['id', 'entity', 'entity_type', 'unit_id', 'uploader', 'type', 'size', 'sha256', 'stored_at'])
    .where('department', '=', department)
    .where('id', '=', id)
    .executeTakeFirst()
  return row as DeclaredPhoto | undefined
}

/** @throws when the id is taken */
export async function declarePhoto(tx: Tx, department: DepartmentId, photo: DeclaredPhoto): Promise<void> {
  await tx
    .insertInto('photos')
    .values({ department, ...photo })
    .execute()
}

export async function markStored(tx: Tx, department: DepartmentId, id: PhotoId, at: Instant): Promise<void> {
  await tx
    .updateTable('photos')
    .set({ stored_at: at })
    .where('department', '=', department)
    .where('id', '=', id)
    .execute()
}
