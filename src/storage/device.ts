import * as z from 'zod/mini'
import { type AccountId, accountIdSchema } from '#domain/ids.ts'
import { type Profile, profileSchema } from '#protocol/session.ts'

/**
 * Which account this browser shows, known before any database opens. It is a pointer, not a store: losing it
 * means signing in again, never losing work.
 */
export const ACTIVE_KEY = 'dau-moi:active'

const activeSchema = z.object({
  profile: profileSchema,
  /** "Máy dùng chung": nothing is kept after sign-out, and idleness locks */
  shared: z.boolean(),
  /** this account has saved something here: an empty database then means that it was taken away */
  hasWork: z.boolean(),
  /** what its database was marked with when it was last seen. [ST6] */
  mark: z.optional(z.string()),
})
export type Active = z.infer<typeof activeSchema>

export function readActive(storage: Storage): Active | null {
  const text = storage.getItem(ACTIVE_KEY)
  if (text === null) return null
  try {
    return activeSchema.parse(JSON.parse(text))
  } catch {
    // written by another build or by hand: the officer signs in again, the account's database stays
    return null
  }
}

export const writeActive = (storage: Storage, active: Active) => storage.setItem(ACTIVE_KEY, JSON.stringify(active))
export const forgetActive = (storage: Storage) => storage.removeItem(ACTIVE_KEY)

export const actorOf = ({ accountId, departmentId, name, grants }: Profile) => ({
  accountId,
  departmentId,
  name,
  grants,
})

/** The same account with one thing changed; nothing when another account took its place meanwhile. */
export function changeActive(
  storage: Storage,
  account: string,
  change: Partial<Pick<Active, 'hasWork' | 'profile' | 'mark'>>,
) {
  const active = readActive(storage)
  if (active?.profile.accountId === account) writeActive(storage, { ...active, ...change })
}

/**
 * Sessions that were left without a network: the server is told of them before anything else is sent, also when
 * the account's database is gone by then. [SE3]
 */
const REVOKE_KEY = 'dau-moi:revoke'
const revocationsSchema = z.array(z.object({ account: accountIdSchema }))

export function readRevocations(storage: Storage): z.infer<typeof revocationsSchema> {
  try {
    return revocationsSchema.parse(JSON.parse(storage.getItem(REVOKE_KEY) ?? '[]'))
  } catch {
    // unreadable means that nobody can be named: the session ends by itself
    return []
  }
}

export function addRevocation(storage: Storage, account: AccountId) {
  const others = readRevocations(storage).filter((one) => one.account !== account)
  storage.setItem(REVOKE_KEY, JSON.stringify([...others, { account }]))
}

export function forgetRevocation(storage: Storage, account: AccountId) {
  const others = readRevocations(storage).filter((one) => one.account !== account)
  storage.setItem(REVOKE_KEY, JSON.stringify(others))
}

/** A new session took their cookie's place. */
export const forgetRevocations = (storage: Storage) => storage.removeItem(REVOKE_KEY)

/** When somebody last touched this browser; a shared computer locks from it, also across a restart. [SE5] */
const SEEN_KEY = 'dau-moi:seen'
export const LOCK_AFTER_MS = 5 * 60_000

export const writeSeen = (storage: Storage, nowMs: number) => storage.setItem(SEEN_KEY, String(nowMs))

/** @returns true for a shared computer that nobody has touched for five minutes; a clock set back locks, too */
export function isIdle(storage: Storage, nowMs: number): boolean {
  const seen = Number(storage.getItem(SEEN_KEY) ?? Number.NaN)
  return !(Math.abs(nowMs - seen) < LOCK_AFTER_MS)
}
