import { compiledOnce } from './compiled.ts'
import { dropSubscriptions } from './push-subscriptions.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './store.ts'

export type SessionRow = Schema['sessions']

export const insertSession = (tx: Tx, row: SessionRow) => tx.insertInto('sessions').values(row).execute()

/** A session that may be used at `now`, with whose it is. */
export const holderOf = async (tx: Tx, tokenHash: string, now: string) => (await holders(tx, tokenHash, now))[0]

const holders = compiledOnce((tx, tokenHash: string, now: string) =>
  tx
    .selectFrom('sessions as session')
    .innerJoin('accounts as account', (on) =>
      on.onRef('account.department', '=', 'session.department').onRef('account.id', '=', 'session.account_id'),
    )
    .innerJoin('people as person', (on) =>
      on.onRef('person.department', '=', 'account.department').onRef('person.id', '=', 'account.person_id'),
    )
    .innerJoin('departments as department', 'department.id', 'session.department')
    .selectAll('session')
    .select(['account.username', 'account.disabled_at', 'person.name', 'department.name as department_name'])
    .where('session.token_hash', '=', tokenHash)
    .where('session.revoked_at', 'is', null)
    .where('session.expires_at', '>', now),
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
export const touchSession = (tx: Tx, { department, id }: SessionRow, seenAt: string, expiresAt: string) =>
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
