import { sql } from 'kysely'
import type { AccountId, DepartmentId, UnitId } from '#domain/ids.ts'
import type { Space } from '#domain/spaces.ts'
import type { Instant } from '#domain/time.ts'
import { compiledOnce } from './compiled.ts'
import type { Tx } from './store.ts'

/**
 * The next version of a space. Its row is locked until the transaction ends, so the order of versions is the
 * order of commits and a reader can never skip a late one. [SP3]
 */
export async function advance(tx: Tx, department: DepartmentId, space: Space): Promise<number> {
  const [row] = await advanced(tx, department, space)
  if (!row) throw new Error(`no head of ${space}`)
  return row.head
}

const advanced = compiledOnce((tx, department: string, id: string) =>
  tx
    .insertInto('spaces')
    .values({ department, id, head: 1, floor: 0 })
    .onConflict((on) => on.columns(['department', 'id']).doUpdateSet((e) => ({ head: e('spaces.head', '+', 1) })))
    .returning('head'),
)

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

/** What a phone's copy is compared with: one question, since most pulls have no other. */
export interface CopyStanding {
  /** changes when the server was restored from a backup */
  epoch: string
  /** when the newest verified backup was made, if there is one */
  backup: Instant | null
  /** the spaces that were named, in their order, and the cases that were found */
  extents: Map<Space, Extent>
}

/**
 * @param spaces at least one
 * @param account cases that name it are found
 * @param headed units whose cases are found
 * @throws when there is no such department
 */
export async function copyStanding(
  tx: Tx,
  department: DepartmentId,
  {
    spaces,
    account,
    headed,
  }: {
    spaces: readonly Space[]
    account: AccountId
    headed: readonly UnitId[]
  },
): Promise<CopyStanding> {
  const rows =
    headed.length === 0
      ? await standing(tx, department, account, spaces)
      : await standingWithHeaded(tx, department, account, spaces, headed)
  const epoch = rows.find((row) => row.epoch !== null)
  if (!epoch?.epoch) throw new Error(`no department ${department}`)
  const extents = new Map<Space, Extent>(spaces.map((space) => [space, { head: 0, floor: 0 }]))
  for (const { id, head, floor } of rows)
    if (id !== null) extents.set(id as Space, { head: head ?? 0, floor: floor ?? 0 })
  return { epoch: epoch.epoch, backup: epoch.made_at as Instant | null, extents }
}

/** The department's own row stands in front, then those of its spaces in which anything was ever written. */
const standingOfNamed = (tx: Tx, department: string, account: string, spaces: readonly string[]) =>
  tx
    .selectFrom('departments as department')
    .leftJoin('backups as backup', 'backup.department', 'department.id')
    .select(['department.epoch', 'backup.made_at', NOTHING.as('id'), NONE.as('head'), NONE.as('floor')])
    .$castTo<StandingRow>()
    .where('department.id', '=', department)
    .unionAll(
      tx
        .selectFrom(listed(tx, spaces).as('named'))
        .innerJoin('spaces as space', 'space.id', 'named.id')
        .select([NOTHING.as('epoch'), NOTHING.as('made_at'), 'space.id', 'space.head', 'space.floor'])
        .$castTo<StandingRow>()
        .where('space.department', '=', department),
    )
    .unionAll(
      tx
        .selectFrom('case_readers as reader')
        .leftJoin('spaces as space', (on) =>
          on.onRef('space.department', '=', 'reader.department').onRef('space.id', '=', 'reader.space'),
        )
        .select([NOTHING.as('epoch'), NOTHING.as('made_at'), 'reader.space as id', 'space.head', 'space.floor'])
        .$castTo<StandingRow>()
        .where('reader.department', '=', department)
        .where('reader.account_id', '=', account),
    )

interface StandingRow {
  epoch: string | null
  made_at: string | null
  id: string | null
  head: number | null
  floor: number | null
}
const NOTHING = sql<string | null>`null`
const NONE = sql<number | null>`null`

/** Row after row: for what stands behind `in`, SQLite would build a table each time. */
function listed(tx: Tx, ids: readonly string[]) {
  const [first, ...more] = ids.map((id) => tx.selectNoFrom((e) => e.val(id).as('id')))
  if (!first) throw new Error('no spaces')
  return more.reduce((all, one) => all.unionAll(one), first)
}

const standing = compiledOnce(standingOfNamed)

const standingWithHeaded = compiledOnce(
  (tx, department: string, account: string, spaces: readonly string[], headed: readonly string[]) =>
    standingOfNamed(tx, department, account, spaces).unionAll(
      tx
        .selectFrom('case_units as case_unit')
        .leftJoin('spaces as space', (on) =>
          on.onRef('space.department', '=', 'case_unit.department').onRef('space.id', '=', 'case_unit.space'),
        )
        .select([NOTHING.as('epoch'), NOTHING.as('made_at'), 'case_unit.space as id', 'space.head', 'space.floor'])
        .$castTo<StandingRow>()
        .where('case_unit.department', '=', department)
        .where('case_unit.unit_id', 'in', headed),
    ),
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
