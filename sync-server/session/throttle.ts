import { type Instant, instantOf, msOf } from '#domain/time.ts'
import { clearFailures, deviceKnows, failuresOf, forgetFailuresBefore, putFailures } from '#server/store/sessions.ts'
import type { Tx } from '#server/store/store.ts'
import { hashOf } from './secrets.ts'

/** Who knocks at which account. */
export interface Knock {
  username: string
  /** hash of the device's cookie, if it sent one */
  deviceKey: string | null
  address: string
}

const FREE = 5
/** A school shares one address, and a mobile network's customers do: so many over all names are nobody's attack. */
const FREE_OF_ADDRESS = 50
const FIRST_WAIT_S = 15
const LONGEST_WAIT_S = 15 * 60
const FORGOTTEN_MS = 24 * 3_600_000
const FORGOTTEN_OF_ADDRESS_MS = 6 * 3_600_000

/** Seconds to wait after so many failures in a row: none for five, then 15, 30, 60 … at most 15 minutes. [SE14] */
export const waitAfter = (failures: number): number =>
  failures < FREE ? 0 : Math.min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** (failures - FREE))

/** An attempt that was let through, counted as failed until `forgive` takes that back. */
export interface Attempt {
  own: Count
  /** of all names that its address tried; null for a device that is known */
  address: Count | null
}
interface Count {
  key: string
  free: number
  forgottenMs: number
}

/**
 * Lets an attempt through and counts it as failed until `forgive` takes that back, so that forty at
 * once are forty. A device that signed in to the account before has a count of its own; all others share
 * their address's, for the name they try and, more loosely, for all names. So nobody can lock anybody out,
 * and nobody can try one password at every name. [SE14]
 * @returns the attempt, and how many seconds to wait; an attempt that has to wait is not counted
 */
export async function admit(tx: Tx, knock: Knock, now: Instant): Promise<{ attempt: Attempt; retryAfter: number }> {
  const attempt = await attemptOf(tx, knock)
  const counts = [attempt.own, attempt.address].filter((count) => count !== null)
  const found: { count: Count; failures: number; wait: number }[] = []
  for (const count of counts) found.push({ count, ...(await standing(tx, count, now)) })
  const retryAfter = Math.max(...found.map(({ wait }) => wait))
  if (retryAfter > 0) return { attempt, retryAfter }
  await forgetFailuresBefore(tx, instantOf(msOf(now) - FORGOTTEN_MS))
  for (const { count, failures } of found)
    await putFailures(tx, { key: count.key, failures: failures + 1, last_at: now })
  return { attempt, retryAfter: 0 }
}

/** The attempt was right: its own count is cleared, its address only gets this one attempt back. [SE14] */
export async function forgive(tx: Tx, { own, address }: Attempt): Promise<void> {
  await clearFailures(tx, own.key)
  const row = address && (await failuresOf(tx, address.key))
  if (row) await putFailures(tx, { ...row, failures: Math.max(0, row.failures - 1) })
}

async function standing(tx: Tx, { key, free, forgottenMs }: Count, now: Instant) {
  const row = await failuresOf(tx, key)
  const passedMs = row ? Math.max(0, msOf(now) - Date.parse(row.last_at)) : 0
  const failures = row && passedMs < forgottenMs ? row.failures : 0
  return { failures, wait: Math.max(0, Math.ceil(waitAfter(failures - free + FREE) - passedMs / 1000)) }
}

async function attemptOf(tx: Tx, { username, deviceKey, address }: Knock): Promise<Attempt> {
  const known = deviceKey !== null && (await deviceKnows(tx, username, deviceKey))
  const network = networkOf(address)
  const own = hashOf(JSON.stringify(known ? ['device', deviceKey, username] : ['address', network, username]))
  return {
    own: { key: own, free: FREE, forgottenMs: FORGOTTEN_MS },
    address: known
      ? null
      : {
          key: hashOf(JSON.stringify(['address', network])),
          free: FREE_OF_ADDRESS,
          forgottenMs: FORGOTTEN_OF_ADDRESS_MS,
        },
  }
}

/** An IPv6 line gives its owner 2^64 addresses, so the first half of one is what counts. [SE14] */
export function networkOf(address: string): string {
  const [, v4] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? []
  if (v4 || !address.includes(':')) return v4 ?? address
  const [head = '', tail = ''] = address.toLowerCase().replace(/%.*$/, '').split('::')
  const groups = head.split(':').filter((group) => group !== '')
  const after = tail.split(':').filter((group) => group !== '')
  const zeros = address.includes('::') ? Array<string>(Math.max(0, 8 - groups.length - after.length)).fill('0') : []
  return [...groups, ...zeros, ...after]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
