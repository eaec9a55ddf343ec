import type { AccountId, DepartmentId } from '#domain/ids.ts'
import type { Instant } from '#domain/time.ts'
import { compiledOnce } from './compiled.ts'
import { chained, FIRST_LINK } from './log-chain.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './store.ts'

interface Logged {
  at: Instant
  account: AccountId
  mid: string
  name: string
  entity: string
  /** JSON */
  args: string
}

/** Adds one line to the order in which changes became true, chained to the line before it. [AU1] */
export async function appendLog(
  tx: Tx,
  department: DepartmentId,
  { at, account, mid, name, entity, args }: Logged,
): Promise<void> {
  const [last] = await ends(tx, department)
  const seq = Number(last?.seq ?? 0) + 1
  const hash = chained(last?.hash ?? FIRST_LINK, { department, seq, at, account_id: account, mid, name, entity, args })
  await add(tx, department, seq, at, account, mid, name, entity, args, hash)
}

const ends = compiledOnce((tx, department: string) =>
  tx.selectFrom('log').select(['seq', 'hash']).where('department', '=', department).orderBy('seq', 'desc').limit(1),
)

const add = compiledOnce(
  (
    tx,
    department: string,
    seq: number,
    at: string,
    account_id: string,
    mid: string,
    name: string,
    entity: string,
    args: string,
    hash: string,
  ) => tx.insertInto('log').values({ department, seq, at, account_id, mid, name, entity, args, hash }),
)

/** Lines of the log after `from`, in order. */
export const logAfter = (tx: Tx, department: DepartmentId, from: number, limit: number): Promise<Schema['log'][]> =>
  tx
    .selectFrom('log')
    .selectAll()
    .where('department', '=', department)
    .where('seq', '>', from)
    .orderBy('seq')
    .limit(limit)
    .execute()

/** Most lines that a look at what changed lately walks back. */
const LOOK_BACK = 2_000

/** Entities of which changes of that family were made since `at`; of a very busy time only the newest lines are looked at. */
export async function recentlyChanged(
  tx: Tx,
  department: DepartmentId,
  family: string,
  at: Instant,
): Promise<string[]> {
  const lines = await tx
    .selectFrom('log')
    .select(['entity', 'name', 'at'])
    .where('department', '=', department)
    .orderBy('seq', 'desc')
    .limit(LOOK_BACK)
    .execute()
  return [...new Set(lines.filter((line) => line.at >= at && line.name.startsWith(family)).map(({ entity }) => entity))]
}
