import type { AccountId, DepartmentId, ReplicaId } from '#domain/ids.ts'
import type { Instant } from '#domain/time.ts'
import { compiledOnce } from './compiled.ts'
import type { Tx } from './store.ts'

/** The account that first used a replica, if any has. */
export async function ownerOfReplica(tx: Tx, department: DepartmentId, id: ReplicaId): Promise<string | undefined> {
  return (await owners(tx, department, id))[0]?.account_id
}

const owners = compiledOnce((tx, department: string, id: string) =>
  tx.selectFrom('replicas').select('account_id').where('department', '=', department).where('id', '=', id),
)

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
