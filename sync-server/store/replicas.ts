import type { AccountId, DepartmentId, ReplicaId } from '#domain/ids.ts'
import type { Instant } from '#domain/time.ts'
import type { Tx } from './store.ts'

/** The account that first used a replica, if any has. */
export async function ownerOfReplica(tx: Tx, department: DepartmentId, id: ReplicaId): Promise<string | undefined> {
  const row = await tx
    .selectFrom('replicas')
    .select('account_id')
    .where('department', '=', department)
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.account_id
}

/** The first account to use a replica keeps it. @returns the owner */
export async function claimReplica(
  tx: Tx,
  department: DepartmentId,
  { id, account, at }: { id: ReplicaId; account: AccountId; at: Instant },
): Promise<string> {
  await tx
    .insertInto('replicas')
    .values({ department, id, account_id: account, seen_at: at })
    .onConflict((on) => on.columns(['department', 'id']).doNothing())
    .execute()
  return (await ownerOfReplica(tx, department, id)) ?? account
}
