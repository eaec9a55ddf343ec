import { compiledOnce } from './compiled.ts'
import { dropSubscriptions } from './push-subscriptions.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './store.ts'

export type SessionRow = Schema['sessions']

export const insertSession = (tx: Tx, row: SessionRow) => tx.insertInto('sessions').values(row).execute()

/** A session that may be used at `now`, with whose it is. */
export const holderOf = async (tx: Tx, tokenHash: string, now: string) => (await holders(tx, tokenHash, now))[0]

const liveOf = (tx: Tx, tokenHash: string, now: string) =>
  tx
    .selectFrom('sessions as session')
    .innerJoin('accounts as account', (on) =>
      on.onRef('account.department', '=', 'session.department').onRef('account.id', '=', 'session.account_id'),
    )
    .select(['session.department', 'session.id', 'session.account_id', 'session.shared', 'session.seen_at'])
    .select('account.disabled_at')
    .where('session.token_hash', '=', tokenHash)
    .where('session.revoked_at', 'is', null)
    .where('session.expires_at', '>', now)

const holders = compiledOnce(liveOf)

/**
 * The same in one row for each post that its holder has on a day of Hanoi, as `grantsOn` would find them: nearly
 * every request begins with this question. `heir`: whether the post's unit ever took over from another.
 */
const withPosts = (tx: Tx, tokenHash: string, now: string, day: string) =>
  liveOf(tx, tokenHash, now)
    .leftJoin('role_grants as grant', (on) =>
      on
        .onRef('grant.department', '=', 'session.department')
        .onRef('grant.account_id', '=', 'session.account_id')
        .on('grant.valid_from', '<=', day)
        .on((is) => is.or([is('grant.valid_to', 'is', null), is('grant.valid_to', '>=', day)])),
    )
    .leftJoin('units as unit', (on) =>
      on
        .onRef('unit.department', '=', 'grant.department')
        .onRef('unit.id', '=', 'grant.unit_id')
        .on('unit.valid_from', '<=', day)
        .on((is) => is.or([is('unit.valid_to', 'is', null), is('unit.valid_to', '>=', day)])),
    )
    .select((e) => [
      'grant.role',
      'unit.id as unit_id',
      'unit.name as unit_name',
      e
        .selectFrom('unit_successors as succession')
        .select('succession.unit_id')
        .whereRef('succession.department', '=', 'grant.department')
        .whereRef('succession.successor_id', '=', 'grant.unit_id')
        .limit(1)
        .as('heir'),
    ])

/** As far as a pull needs it, where the order of posts tells nothing: a third of the time. */
export const readerWithPosts = compiledOnce(withPosts)
export type PostRow = Awaited<ReturnType<typeof readerWithPosts>>[number]

/** In the order of the posts, with the names of the person, the account and the department. */
export const holderWithPosts = compiledOnce((tx, tokenHash: string, now: string, day: string) =>
  withPosts(tx, tokenHash, now, day)
    .innerJoin('people as person', (on) =>
      on.onRef('person.department', '=', 'account.department').onRef('person.id', '=', 'account.person_id'),
    )
    .innerJoin('departments as department', 'department.id', 'session.department')
    .select(['account.username', 'person.name', 'department.name as department_name'])
    .orderBy('grant.valid_from')
    .orderBy('grant.id'),
)

export const liveSession = (tx: Tx, department: string, id: string, now: string) =>
  tx
    .selectFrom('sessions')
    .selectAll()
    .where('department', '=', department)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()

export const liveSessionsOf = (tx: Tx, department: string, accountId: string, now: string) =>
  tx
    .selectFrom('sessions')
    .selectAll()
    .where('department', '=', department)
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('seen_at', 'desc')
    .execute()

/** Pushes the end of a session ahead. */
export const touchSession = (
  tx: Tx,
  { department, id }: Pick<SessionRow, 'department' | 'id'>,
  seenAt: string,
  expiresAt: string,
) =>
  tx
    .updateTable('sessions')
    .set({ seen_at: seenAt, expires_at: expiresAt })
    .where('department', '=', department)
    .where('id', '=', id)
    .where('seen_at', '<', seenAt)
    .execute()

export async function revokeSession(tx: Tx, department: string, id: string, now: string) {
  await dropSubscriptions(tx, department, [id])
  return tx
    .updateTable('sessions')
    .set({ revoked_at: now })
    .where('department', '=', department)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .execute()
}

/** Ends every session of an account. @returns the ids of those that were still open */
export async function revokeSessionsOf(tx: Tx, department: string, accountId: string, now: string): Promise<string[]> {
  const ended = await tx
    .updateTable('sessions')
    .set({ revoked_at: now })
    .where('department', '=', department)
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .returning('id')
    .execute()
  const ids = ended.map(({ id }) => id)
  await dropSubscriptions(tx, department, ids)
  return ids
}

/** Whether a device has ever signed in to the account of that name. */
export const deviceKnows = async (tx: Tx, username: string, deviceKey: string): Promise<boolean> =>
  (await tx
    .selectFrom('sessions')
    .innerJoin('accounts', (on) =>
      on.onRef('accounts.department', '=', 'sessions.department').onRef('accounts.id', '=', 'sessions.account_id'),
    )
    .select('sessions.id')
    .where('accounts.username', '=', username)
    .where('sessions.device_key', '=', deviceKey)
    .executeTakeFirst()) !== undefined

export const failuresOf = (tx: Tx, key: string) =>
  tx.selectFrom('sign_in_failures').selectAll().where('key', '=', key).executeTakeFirst()

export const putFailures = (tx: Tx, row: Schema['sign_in_failures']) =>
  tx
    .insertInto('sign_in_failures')
    .values(row)
    .onConflict((clash) => clash.column('key').doUpdateSet({ failures: row.failures, last_at: row.last_at }))
    .execute()

export const clearFailures = (tx: Tx, key: string) => tx.deleteFrom('sign_in_failures').where('key', '=', key).execute()

export const forgetFailuresBefore = (tx: Tx, at: string) =>
  tx.deleteFrom('sign_in_failures').where('last_at', '<', at).execute()
