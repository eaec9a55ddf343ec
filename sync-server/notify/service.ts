import { duesOf, listWindow } from '#domain/agenda/due.ts'
import { occasionsOf } from '#domain/agenda/occasions.ts'
import type { DepartmentId, UnitId } from '#domain/ids.ts'
import { calendarFile } from '#domain/reminders/calendar-file.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import type { Instant } from '#domain/time.ts'
import type { RemindersAnswer, SubscribeRequest } from '#protocol/reminders.ts'
import type { RequestRefusal } from '../http/answers.ts'
import { hashOf } from '../session/secrets.ts'
import { networkOf, waitAfter } from '../session/throttle.ts'
import type { Who } from '../session/who.ts'
import { dropFeed, feedByToken, feedsOf, putFeed } from '../store/feeds.ts'
import { putSubscription, subscriptionOf } from '../store/push-subscriptions.ts'
import { markShown } from '../store/reminders.ts'
import { failuresOf, putFailures } from '../store/sessions.ts'
import { SERVER, type Store } from '../store/store.ts'
import { actorOf } from './actor.ts'
import { departmentDuties, unitDuties } from './dues.ts'
import { isPushEndpoint, type PushHosts } from './endpoint.ts'
import { pushKeyOf } from './keys.ts'
import { newToken, readToken } from './tokens.ts'

export interface ReminderDeps {
  store: Store
  newId: () => string
  random: (bytes: number) => Uint8Array
  pushHosts: PushHosts
}

/** How a person is reminded besides the app. */
export async function standingOf(
  { store, newId }: ReminderDeps,
  { departmentId, accountId, sessionId }: Who,
  now: Instant,
): Promise<Omit<RemindersAnswer, 'nonce' | 'at'>> {
  const { publicKey } = await pushKeyOf(store, departmentId, { newId, now })
  return store.read(departmentId, async (tx) => ({
    publicKey,
    subscribed: (await subscriptionOf(tx, departmentId, sessionId)) !== undefined,
    feeds: (await feedsOf(tx, departmentId, accountId)).map(({ unit_id, created_at }) => ({
      unitId: unit_id as UnitId,
      since: created_at as Instant,
    })),
  }))
}

/** Keeps where the messages of this device go, as long as its session lives. [RM9, RM13] */
export async function subscribe(
  { store, pushHosts }: ReminderDeps,
  { departmentId, accountId, sessionId }: Who,
  { endpoint, keys }: Pick<SubscribeRequest, 'endpoint' | 'keys'>,
  now: Instant,
): Promise<Result<null, RequestRefusal>> {
  if (!isPushEndpoint(endpoint, pushHosts)) return fail('push-endpoint')
  await store.write(departmentId, (tx) =>
    putSubscription(tx, {
      department: departmentId,
      session_id: sessionId,
      account_id: accountId,
      endpoint,
      ...keys,
      created_at: now,
    }),
  )
  return ok(null)
}

/** A new address of a unit's calendar, for whoever has a post there; the one before ends. [RM11] */
export async function makeFeed(
  { store, random }: ReminderDeps,
  { departmentId, accountId, actor }: Who,
  unitId: UnitId,
  now: Instant,
): Promise<Result<string, RequestRefusal>> {
  if (!actor.grants.some((grant) => grant.unitId === unitId && grant.role !== 'admin')) return fail('not-found')
  const token = newToken(departmentId, random)
  await store.write(departmentId, (tx) =>
    putFeed(tx, {
      department: departmentId,
      account_id: accountId,
      unit_id: unitId,
      token_hash: hashOf(token),
      created_at: now,
    }),
  )
  return ok(`/api/calendar/${token}.ics`)
}

export const endFeed = ({ store }: ReminderDeps, { departmentId, accountId }: Who, unitId: string) =>
  store.write(departmentId, (tx) => dropFeed(tx, departmentId, accountId, unitId))

/** The calendar of a token, while its person has a post in the unit; what is guessed wrongly is slowed down. [RM11] */
export async function calendarOf(
  { store }: ReminderDeps,
  token: string,
  address: string,
  now: Instant,
): Promise<Result<string, RequestRefusal>> {
  const read = readToken(token)
  const text = read && (await store.read(read.department, (tx) => feedText(tx, read.department, read.hash, now)))
  return text ? ok(text) : slowDown(store, address, now)
}

async function feedText(
  tx: Parameters<typeof departmentDuties>[0],
  department: DepartmentId,
  hash: string,
  now: Instant,
): Promise<string | null> {
  const feed = await feedByToken(tx, department, hash)
  if (!feed) return null
  const { grants } = await actorOf(tx, department, feed.account_id, now)
  const post = grants.find((grant) => grant.unitId === feed.unit_id && grant.role !== 'admin')
  if (!post) return null
  const known = await departmentDuties(tx, department, now)
  const unit = await unitDuties(tx, department, post.unitId)
  const window = listWindow(now)
  return calendarFile(post.unitName, duesOf(known, unit, window, now), occasionsOf(unit, window), known.calendar)
}

/** A school shares one address, and calendars go on asking for what has ended: so many are nobody's attack. */
const FREE = 50
const FORGOTTEN_MS = 6 * 3_600_000

async function slowDown(store: Store, address: string, now: Instant): Promise<Result<never, RequestRefusal>> {
  const key = hashOf(JSON.stringify(['calendar', networkOf(address)]))
  return store.write(SERVER, async (tx) => {
    const row = await failuresOf(tx, key)
    const passedMs = row ? Math.max(0, Date.parse(now) - Date.parse(row.last_at)) : 0
    const failures = row && passedMs < FORGOTTEN_MS ? row.failures : 0
    // five are free of a count as it stands there, here fifty
    const wait = Math.ceil(waitAfter(failures - FREE + 5) - passedMs / 1000)
    if (wait > 0) return fail({ code: 'throttled' as const, retryAfter: wait })
    await putFailures(tx, { key, failures: failures + 1, last_at: now })
    return fail('not-found' as const)
  })
}

/** A phone has shown a message. [RM10] @returns false for a token that nobody has */
export async function shown({ store }: ReminderDeps, token: string, now: Instant): Promise<boolean> {
  const read = readToken(token)
  return read !== null && store.write(read.department, (tx) => markShown(tx, read.department, read.hash, now))
}
