import { type Instant, instantOf, msOf } from '#domain/time.ts'
import { deviceKnows, failuresOf, forgetFailuresBefore, putFailures } from '#server/store/sessions.ts'
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
const FIRST_WAIT_S = 15
const LONGEST_WAIT_S = 15 * 60
const FORGOTTEN_MS = 24 * 3_600_000

/** Seconds to wait after so many failures in a row: none for five, then 15, 30, 60 … at most 15 minutes. [SE14] */
export const waitAfter = (failures: number): number =>
  failures < FREE ? 0 : Math.min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** (failures - FREE))

/**
 * Lets an attempt through and counts it as failed until `clearFailures` takes that back, so that forty at
 * once are forty. A device that signed in to the account before has a count of its own; all others share
 * their address's. So nobody can lock anybody out. [SE14]
 * @returns the bucket, and how many seconds to wait; an attempt that has to wait is not counted
 */
export async function admit(tx: Tx, knock: Knock, now: Instant): Promise<{ bucket: string; retryAfter: number }> {
  const bucket = await bucketOf(tx, knock)
  const row = await failuresOf(tx, bucket)
  const failures = row && msOf(now) - Date.parse(row.last_at) < FORGOTTEN_MS ? row.failures : 0
  const wait = waitAfter(failures)
  const passed = row ? Math.max(0, (msOf(now) - Date.parse(row.last_at)) / 1000) : 0
  if (passed < wait) return { bucket, retryAfter: Math.ceil(wait - passed) }
  await forgetFailuresBefore(tx, instantOf(msOf(now) - FORGOTTEN_MS))
  await putFailures(tx, { key: bucket, failures: failures + 1, last_at: now })
  return { bucket, retryAfter: 0 }
}

async function bucketOf(tx: Tx, { username, deviceKey, address }: Knock): Promise<string> {
  const known = deviceKey !== null && (await deviceKnows(tx, username, deviceKey))
  return hashOf(JSON.stringify(known ? ['device', deviceKey, username] : ['address', networkOf(address), username]))
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
