import { type Instant, instantOf, msOf } from '#domain/time.ts'
import { SESSION_DAYS, SHARED_SESSION_HOURS } from '#protocol/session.ts'
import type { AccountRow } from '#server/store/accounts.ts'
import { holderOf, insertSession, revokeSession } from '#server/store/sessions.ts'
import type { Store, Tx } from '#server/store/store.ts'
import type { Cookies } from './cookies.ts'
import { hashOf, newToken } from './secrets.ts'

/** The secrets of a session that was just opened: they leave in cookies and are stored only as hashes. [SE12] */
export interface Opened {
  token: string
  deviceToken: string
  shared: boolean
}

/** Where ids and secrets come from. */
export interface Sources {
  newId: () => string
  random: (bytes: number) => Uint8Array
}

const HOUR_MS = 3_600_000

/** Thirty days from the last use, or eight hours on a shared computer. [SE15] */
export const endOf = (now: Instant, shared: boolean): Instant =>
  instantOf(msOf(now) + (shared ? SHARED_SESSION_HOURS : 24 * SESSION_DAYS) * HOUR_MS)

/** Opens a session for this device. @returns its secrets */
export async function openSession(
  tx: Tx,
  account: AccountRow,
  { device, shared }: { device: string; shared: boolean },
  cookies: Cookies,
  { newId, random }: Sources,
  now: Instant,
): Promise<Opened> {
  const opened: Opened = { token: newToken(random), deviceToken: cookies.device ?? newToken(random), shared }
  await insertSession(tx, {
    department: account.department,
    id: newId(),
    account_id: account.id,
    token_hash: hashOf(opened.token),
    device,
    device_key: hashOf(opened.deviceToken),
    shared: shared ? 1 : 0,
    created_at: now,
    seen_at: now,
    expires_at: endOf(now, shared),
    revoked_at: null,
  })
  return opened
}

/**
 * Ends the session that this browser had until now, its own or another account's: its cookie is about to be
 * overwritten and could never be signed out again. It may be another department's, so it goes by itself.
 * @returns its id
 */
export async function endFormer(store: Store, { session }: Cookies, now: Instant): Promise<string[]> {
  if (session === null) return []
  const tokenHash = hashOf(session)
  return store.write({ tokenHash }, async (tx) => {
    const before = await holderOf(tx, tokenHash, now)
    if (before) await revokeSession(tx, before.department, before.id, now)
    return before ? [before.id] : []
  })
}
