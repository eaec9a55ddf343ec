import type { AccountId, DepartmentId } from '#domain/ids.ts'
import type { Instant } from '#domain/time.ts'
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

/** Adds one line to the order in which changes became true. */
export async function appendLog(
  tx: Tx,
  department: DepartmentId,
  { at, account, mid, name, entity, args }: Logged,
): Promise<void> {
  const { last } = await tx
    .selectFrom('log')
    .select((e) => e.fn.coalesce(e.fn.max('seq'), e.val(0)).as('last'))
    .where('department', '=', department)
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('log')
    .values({ department, seq: Number(last) + 1, at, account_id: account, mid, name, entity, args })
    .execute()
}
