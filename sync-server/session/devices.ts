import type { Instant } from '#domain/time.ts'
import type { DevicesAnswer } from '#protocol/session.ts'
import { liveSession, liveSessionsOf, revokeSession } from '#server/store/sessions.ts'
import type { Store } from '#server/store/store.ts'
import type { Who } from './who.ts'

/** Where this account is signed in, last used first. */
export async function devicesOf(store: Store, who: Who, now: Instant): Promise<DevicesAnswer['devices']> {
  const rows = await store.read(who.departmentId, (tx) => liveSessionsOf(tx, who.departmentId, who.accountId, now))
  return rows.map((row) => ({
    id: row.id,
    device: row.device,
    shared: row.shared === 1,
    current: row.id === who.sessionId,
    createdAt: row.created_at as Instant,
    seenAt: row.seen_at as Instant,
  }))
}

/** Ends one session of one's own account. @returns false for a foreign one, as for none */
export const endSession = (store: Store, who: Who, sessionId: string, now: Instant): Promise<boolean> =>
  store.write(who.departmentId, async (tx) => {
    const session = await liveSession(tx, who.departmentId, sessionId, now)
    if (session?.account_id !== who.accountId) return false
    await revokeSession(tx, who.departmentId, sessionId, now)
    return true
  })
