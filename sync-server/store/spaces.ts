import type { DepartmentId } from '#domain/ids.ts'
import type { Space } from '#domain/spaces.ts'
import { compiledOnce } from './compiled.ts'
import type { Tx } from './store.ts'

/**
 * The next version of a space. Its row is locked until the transaction ends, so the order of versions is the
 * order of commits and a reader can never skip a late one. [SP3]
 */
export async function advance(tx: Tx, department: DepartmentId, space: Space): Promise<number> {
  const { head } = await tx
    .insertInto('spaces')
    .values({ department, id: space, head: 1, floor: 0 })
    .onConflict((on) => on.columns(['department', 'id']).doUpdateSet((e) => ({ head: e('spaces.head', '+', 1) })))
    .returning('head')
    .executeTakeFirstOrThrow()
  return head
}

/** Where a space stands: its newest version, and the version up to which removals are forgotten. */
export interface Extent {
  head: number
  floor: number
}

/** Spaces in which nothing was ever written are not in the answer: they stand at 0. */
export async function extentsOf(
  tx: Tx,
  department: DepartmentId,
  spaces: readonly Space[],
): Promise<Map<Space, Extent>> {
  const rows = await extents(tx, department, spaces)
  return new Map(rows.map(({ id, head, floor }) => [id as Space, { head, floor }]))
}

const extents = compiledOnce((tx, department: string, spaces: readonly string[]) =>
  tx
    .selectFrom('spaces')
    .select(['id', 'head', 'floor'])
    .where('department', '=', department)
    .where('id', 'in', spaces),
)

/** Changes when the server was restored from a backup. @throws when there is no such department */
export async function epochOf(tx: Tx, department: DepartmentId): Promise<string> {
  const [found] = await epochs(tx, department)
  if (!found) throw new Error(`no department ${department}`)
  return found.epoch
}

const epochs = compiledOnce((tx, department: string) =>
  tx.selectFrom('departments').select('epoch').where('id', '=', department),
)
