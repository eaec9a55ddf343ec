import type { AccountId, DepartmentId } from '#domain/ids.ts'
import type { Instant } from '#domain/time.ts'
import type { Tx } from './store.ts'

/** Whose mutation: together the idempotency key. [SY2] */
export interface MutationKey {
  department: DepartmentId
  account: AccountId
  mid: string
}

/** The stored verdict (JSON) and the hash of the content it was given for. */
export function decidedBefore(tx: Tx, { department, account, mid }: MutationKey) {
  return tx
    .selectFrom('mutations')
    .select(['body_hash', 'verdict'])
    .where('department', '=', department)
    .where('account_id', '=', account)
    .where('mid', '=', mid)
    .executeTakeFirst()
}

/** Whether this replica used the number for another change: it was cloned, or went back in time. [SY13] */
export async function isSeqTaken(
  tx: Tx,
  department: DepartmentId,
  { replica, seq, mid }: { replica: string; seq: number; mid: string },
): Promise<boolean> {
  const other = await tx
    .selectFrom('mutations')
    .select('mid')
    .where('department', '=', department)
    .where('replica', '=', replica)
    .where('seq', '=', seq)
    .where('mid', '!=', mid)
    .limit(1)
    .executeTakeFirst()
  return other !== undefined
}

interface Decided extends MutationKey {
  hash: string
  /** JSON */
  verdict: string
  replica: string
  seq: number
  received: Instant
}

/** Keeps a verdict for ever. @throws when one is there already: nothing is decided twice */
export async function keepVerdict(tx: Tx, decided: Decided): Promise<void> {
  const { department, account, mid, hash, verdict, replica, seq, received } = decided
  await tx
    .insertInto('mutations')
    .values({ department, account_id: account, mid, body_hash: hash, verdict, replica, seq, received_at: received })
    .execute()
}

/** Counts that the server stumbled over this mutation. @returns how often by now */
export async function countStumble(
  tx: Tx,
  { department, account, mid }: MutationKey,
  { envelope, error, at }: { envelope: string; error: string; at: Instant },
): Promise<number> {
  const { times } = await tx
    .insertInto('stumbles')
    .values({ department, account_id: account, mid, times: 1, envelope, error, at })
    .onConflict((on) =>
      on
        .columns(['department', 'account_id', 'mid'])
        .doUpdateSet((e) => ({ times: e('stumbles.times', '+', 1), error, at })),
    )
    .returning('times')
    .executeTakeFirstOrThrow()
  return times
}

/** It was decided after all. */
export async function forgetStumbles(tx: Tx, { department, account, mid }: MutationKey): Promise<void> {
  await tx
    .deleteFrom('stumbles')
    .where('department', '=', department)
    .where('account_id', '=', account)
    .where('mid', '=', mid)
    .execute()
}
