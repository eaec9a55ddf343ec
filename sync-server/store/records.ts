import type { DepartmentId } from '#domain/ids.ts'
import type { Space } from '#domain/spaces.ts'
import { compiledOnce } from './compiled.ts'
import type { Tx } from './store.ts'

/** A row of `records`; `body` is JSON, null for a tombstone. */
export interface RecordRow {
  space: Space
  type: string
  id: string
  entity: string
  version: number
  body: string | null
}
export type LiveRow = RecordRow & { body: string }

const COLUMNS = ['space', 'type', 'id', 'entity', 'version', 'body'] as const

const recordsOf = (tx: Tx, department: string) =>
  tx.selectFrom('records').select(COLUMNS).where('department', '=', department)

/** Every living record of that type and id: one at most, but for what lies in people's own spaces. */
export const liveById = async (tx: Tx, department: DepartmentId, type: string, id: string): Promise<LiveRow[]> =>
  (await byId(tx, department, type, id)) as LiveRow[]

const byId = compiledOnce((tx, department: string, type: string, id: string) =>
  recordsOf(tx, department).where('type', '=', type).where('id', '=', id).where('body', 'is not', null),
)

/** Whether it was there once, or was to be, and is not any more. */
export async function isBuried(
  tx: Tx,
  department: DepartmentId,
  { space, type, id }: Pick<RecordRow, 'space' | 'type' | 'id'>,
): Promise<boolean> {
  const row = await recordsOf(tx, department)
    .where('space', '=', space)
    .where('type', '=', type)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.body === null
}

/** Everything that moves with an entity out of a space. [SP2] */
export async function liveOfEntity(
  tx: Tx,
  department: DepartmentId,
  { entity, space }: { entity: string; space: Space },
): Promise<LiveRow[]> {
  const rows = await recordsOf(tx, department)
    .where('entity', '=', entity)
    .where('space', '=', space)
    .where('body', 'is not', null)
    .execute()
  return rows as LiveRow[]
}

/** Writes a record, or its tombstone, over what was there. */
export async function putRecord(tx: Tx, department: DepartmentId, row: RecordRow): Promise<void> {
  const { space, type, id, entity, version, body } = row
  await put(tx, department, space, type, id, entity, version, body)
}

const put = compiledOnce(
  (
    tx,
    department: string,
    space: string,
    type: string,
    id: string,
    entity: string,
    version: number,
    body: string | null,
  ) =>
    tx
      .insertInto('records')
      .values({ department, space, type, id, entity, version, body })
      .onConflict((on) =>
        on.columns(['department', 'space', 'type', 'id']).doUpdateSet((e) => ({
          entity: e.ref('excluded.entity'),
          version: e.ref('excluded.version'),
          body: e.ref('excluded.body'),
        })),
      ),
)

/** What changed in a space after `from`, in version order; a fresh reader needs no tombstones. */
export async function changesAfter(
  tx: Tx,
  department: DepartmentId,
  space: Space,
  { from, limit }: { from: number; limit: number },
): Promise<RecordRow[]> {
  const changes = recordsOf(tx, department).where('space', '=', space).where('version', '>', from)
  const wanted = from === 0 ? changes.where('body', 'is not', null) : changes
  return (await wanted.orderBy('version').orderBy('type').orderBy('id').limit(limit).execute()) as RecordRow[]
}

/** The whole of one version, however large it is. */
export async function changesAt(
  tx: Tx,
  department: DepartmentId,
  space: Space,
  { version, tombstones }: { version: number; tombstones: boolean },
): Promise<RecordRow[]> {
  const changes = recordsOf(tx, department).where('space', '=', space).where('version', '=', version)
  const wanted = tombstones ? changes : changes.where('body', 'is not', null)
  return (await wanted.orderBy('type').orderBy('id').execute()) as RecordRow[]
}

/** What lives in a space, without the bodies. */
export const heldIn = (tx: Tx, department: DepartmentId, space: Space) =>
  tx
    .selectFrom('records')
    .select(['type', 'id', 'version'])
    .where('department', '=', department)
    .where('space', '=', space)
    .where('body', 'is not', null)
    .execute()

/** The living records of one type in one space. */
export async function liveInSpace(tx: Tx, department: DepartmentId, space: Space, type: string): Promise<LiveRow[]> {
  const rows = await recordsOf(tx, department)
    .where('space', '=', space)
    .where('type', '=', type)
    .where('body', 'is not', null)
    .execute()
  return rows as LiveRow[]
}

/** The living records of one type in the whole department; who may see which is the caller's to settle. */
export async function liveOfType(tx: Tx, department: DepartmentId, type: string): Promise<LiveRow[]> {
  const rows = await recordsOf(tx, department).where('type', '=', type).where('body', 'is not', null).execute()
  return rows as LiveRow[]
}
