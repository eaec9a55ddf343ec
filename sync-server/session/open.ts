import { type Instant, instantOf, msOf } from '#domain/time.ts'
import { SESSION_DAYS, SHARED_SESSION_HOURS } from '#protocol/session.ts'
import type { AccountRow } from '#server/store/accounts.ts'
import { holderOf, insertSession, revokeSession } from '#server/store/sessions.ts'
import type { Tx } from '#server/store/store.ts'
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

/**
 * Opens a session for this device. The one that this browser had until now, its own or another account's, ends:
 * its cookie is about to be overwritten and could never be signed out again.
 * @returns the new secrets, and the id of the session that ended
 */
export async function openSession(
  tx: Tx,
  account: AccountRow,
  { device, shared }: { device: string; shared: boolean },
  cookies: Cookies,
  { newId, random }: Sources,
  now: Instant,
): Promise<{ opened: Opened; ended: string[] }> {
  const before = cookies.session && (await holderOf(tx, hashOf(cookies.session), now))
  if (before) await revokeSession(tx, before.department, before.id, now)
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
  return { opened, ended: before ? [before.id] : [] }
}
