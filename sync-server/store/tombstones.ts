import type { DepartmentId } from '#domain/ids.ts'
import type { Space } from '#domain/spaces.ts'
import type { Instant } from '#domain/time.ts'
import type { Tx } from './store.ts'

/** Every space with its head and the newest mark of it, if there is one. */
export async function spacesWithMarks(tx: Tx, department: DepartmentId) {
  const spaces = await tx.selectFrom('spaces').select(['id', 'head']).where('department', '=', department).execute()
  const marks = await tx
    .selectFrom('space_marks')
    .select((e) => ['space', e.fn.max('version').as('version'), e.fn.max('at').as('at')])
    .where('department', '=', department)
    .groupBy('space')
    .execute()
  const newest = new Map(marks.map(({ space, version, at }) => [space, { version: Number(version), at }]))
  return spaces.map(({ id, head }) => ({ space: id as Space, head, mark: newest.get(id) ?? null }))
}

/** Remembers that a space stood at this version now. */
export const markSpace = (tx: Tx, department: DepartmentId, mark: { space: Space; version: number; at: Instant }) =>
  tx
    .insertInto('space_marks')
    .values({ department, ...mark })
    .onConflict((on) => on.columns(['department', 'space', 'version']).doNothing())
    .execute()

/** The newest mark of a space from before `cutoff`: what lies below it is older. */
export async function markBefore(
  tx: Tx,
  department: DepartmentId,
  space: Space,
  cutoff: Instant,
): Promise<number | null> {
  const row = await tx
    .selectFrom('space_marks')
    .select('version')
    .where('department', '=', department)
    .where('space', '=', space)
    .where('at', '<=', cutoff)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? Number(row.version) : null
}

/** Whether anything was removed up to a version and is still remembered. */
export async function anyTombstone(tx: Tx, department: DepartmentId, space: Space, upTo: number): Promise<boolean> {
  const row = await tx
    .selectFrom('records')
    .select('version')
    .where('department', '=', department)
    .where('space', '=', space)
    .where('version', '<=', upTo)
    .where('body', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Forgets what was removed up to a version, and raises the floor to the newest of it: a cursor that stood below
 * cannot be told of it any more and begins anew. [SY10]
 * @returns how many were forgotten
 */
export async function forgetTombstones(tx: Tx, department: DepartmentId, space: Space, upTo: number): Promise<number> {
  const gone = await tx
    .deleteFrom('records')
    .where('department', '=', department)
    .where('space', '=', space)
    .where('version', '<=', upTo)
    .where('body', 'is', null)
    .returning('version')
    .execute()
  await tx
    .deleteFrom('space_marks')
    .where('department', '=', department)
    .where('space', '=', space)
    .where('version', '<', upTo)
    .execute()
  if (gone.length === 0) return 0
  const floor = Math.max(...gone.map(({ version }) => Number(version)))
  await tx
    .updateTable('spaces')
    .set({ floor })
    .where('department', '=', department)
    .where('id', '=', space)
    .where('floor', '<', floor)
    .execute()
  return gone.length
}
