import type { AccountId, DepartmentId } from '#domain/ids.ts'
import type { Instant } from '#domain/time.ts'
import { compiledOnce } from './compiled.ts'
import type { Tx } from './store.ts'

/** Whose mutation: together the idempotency key. [SY2] */
export interface MutationKey {
  department: DepartmentId
  account: AccountId
  mid: string
}

/** The stored verdict (JSON) and the hash of the content it was given for. */
export const decidedBefore = async (tx: Tx, { department, account, mid }: MutationKey) =>
  (await decided(tx, department, account, mid))[0]

const decided = compiledOnce((tx, department: string, account: string, mid: string) =>
  tx
    .selectFrom('mutations')
    .select(['body_hash', 'verdict'])
    .where('department', '=', department)
    .where('account_id', '=', account)
    .where('mid', '=', mid),
)

/** Whether this replica used the number for another change: it was cloned, or went back in time. [SY13] */
export const isSeqTaken = async (
  tx: Tx,
  department: DepartmentId,
  { replica, seq, mid }: { replica: string; seq: number; mid: string },
): Promise<boolean> => (await othersOf(tx, department, replica, seq, mid)).length > 0

const othersOf = compiledOnce((tx, department: string, replica: string, seq: number, mid: string) =>
  tx
    .selectFrom('mutations')
    .select('mid')
    .where('department', '=', department)
    .where('replica', '=', replica)
    .where('seq', '=', seq)
    .where('mid', '!=', mid)
    .limit(1),
)

interface Decided extends MutationKey {
  hash: string
  /** JSON */
  verdict: string
  replica: string
  seq: number
  received: Instant
}

/** Keeps a verdict for ever. @throws when one is there already: nothing is decided twice */
export async function keepVerdict(tx: Tx, given: Decided): Promise<void> {
  const { department, account, mid, hash, verdict, replica, seq, received } = given
  await keep(tx, department, account, mid, hash, verdict, replica, seq, received)
}

const keep = compiledOnce(
  (
    tx,
    department: string,
    account_id: string,
    mid: string,
    body_hash: string,
    verdict: string,
    replica: string,
    seq: number,
    received_at: string,
  ) =>
    tx.insertInto('mutations').values({ department, account_id, mid, body_hash, verdict, replica, seq, received_at }),
)

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
  await forget(tx, department, account, mid)
}

const forget = compiledOnce((tx, department: string, account: string, mid: string) =>
  tx
    .deleteFrom('stumbles')
    .where('department', '=', department)
    .where('account_id', '=', account)
    .where('mid', '=', mid),
)
