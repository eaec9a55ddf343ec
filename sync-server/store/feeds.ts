import type { Schema } from './schema.ts'
import type { Tx } from './store.ts'

/** A person has one address for each unit; a new one ends the one before. */
export const putFeed = (tx: Tx, row: Schema['calendar_feeds']) =>
  tx
    .insertInto('calendar_feeds')
    .values(row)
    .onConflict((on) =>
      on
        .columns(['department', 'account_id', 'unit_id'])
        .doUpdateSet({ token_hash: row.token_hash, created_at: row.created_at }),
    )
    .execute()

export const dropFeed = (tx: Tx, department: string, accountId: string, unitId: string) =>
  tx
    .deleteFrom('calendar_feeds')
    .where('department', '=', department)
    .where('account_id', '=', accountId)
    .where('unit_id', '=', unitId)
    .execute()

export const feedsOf = (tx: Tx, department: string, accountId: string) =>
  tx
    .selectFrom('calendar_feeds')
    .selectAll()
    .where('department', '=', department)
    .where('account_id', '=', accountId)
    .execute()

/** The feed of a token whose person may still sign in. */
export const feedByToken = (tx: Tx, department: string, tokenHash: string) =>
  tx
    .selectFrom('calendar_feeds as feed')
    .innerJoin('accounts as account', (on) =>
      on.onRef('account.department', '=', 'feed.department').onRef('account.id', '=', 'feed.account_id'),
    )
    .selectAll('feed')
    .where('feed.department', '=', department)
    .where('feed.token_hash', '=', tokenHash)
    .where('account.disabled_at', 'is', null)
    .executeTakeFirst()
