import type { Schema } from './schema.ts'
import type { Tx } from './store.ts'

export type SubscriptionRow = Schema['push_subscriptions']

/** The key that push services know the department by: the newest. */
export const newestPushKey = (tx: Tx, department: string) =>
  tx
    .selectFrom('push_keys')
    .selectAll()
    .where('department', '=', department)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()

export const insertPushKey = (tx: Tx, row: Schema['push_keys']) => tx.insertInto('push_keys').values(row).execute()

/** A device has one; a new one takes its place. */
export const putSubscription = (tx: Tx, row: SubscriptionRow) =>
  tx
    .insertInto('push_subscriptions')
    .values(row)
    .onConflict((on) =>
      on.columns(['department', 'session_id']).doUpdateSet({
        endpoint: row.endpoint,
        p256dh: row.p256dh,
        auth: row.auth,
        created_at: row.created_at,
      }),
    )
    .execute()

export const subscriptionOf = (tx: Tx, department: string, sessionId: string) =>
  tx
    .selectFrom('push_subscriptions')
    .selectAll()
    .where('department', '=', department)
    .where('session_id', '=', sessionId)
    .executeTakeFirst()

/** Those of sessions that may be used at `now`, of accounts that are not disabled. */
export const liveSubscriptions = (tx: Tx, department: string, now: string): Promise<SubscriptionRow[]> =>
  tx
    .selectFrom('push_subscriptions as subscription')
    .innerJoin('sessions as session', (on) =>
      on
        .onRef('session.department', '=', 'subscription.department')
        .onRef('session.id', '=', 'subscription.session_id'),
    )
    .innerJoin('accounts as account', (on) =>
      on.onRef('account.department', '=', 'session.department').onRef('account.id', '=', 'session.account_id'),
    )
    .selectAll('subscription')
    .where('subscription.department', '=', department)
    .where('session.revoked_at', 'is', null)
    .where('session.expires_at', '>', now)
    .where('account.disabled_at', 'is', null)
    .orderBy('subscription.session_id')
    .execute()

/** A session that ends takes its address with it; so does one that the push service says is gone. */
export async function dropSubscriptions(tx: Tx, department: string, sessionIds: readonly string[]): Promise<void> {
  if (sessionIds.length === 0) return
  await tx
    .deleteFrom('push_subscriptions')
    .where('department', '=', department)
    .where('session_id', 'in', sessionIds)
    .execute()
}
