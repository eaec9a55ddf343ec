import type { AccountId, DepartmentId } from '#domain/ids.ts'
import type { Grant } from '#domain/organisation/roles.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import { hanoiDay, type Instant, msOf } from '#domain/time.ts'
import type { ErrorCode } from '#protocol/errors.ts'
import type { Profile } from '#protocol/session.ts'
import { holderWithPosts, liveSession, type PostRow, readerWithPosts, touchSession } from '#server/store/sessions.ts'
import type { Store, Tx } from '#server/store/store.ts'
import { readCookies } from './cookies.ts'
import { endOf } from './open.ts'
import { hashOf } from './secrets.ts'
import { withInherited } from './succession.ts'
import type { Authenticate, ReadAs, Reader, Who } from './who.ts'

/** The session of a browser, and what its profile says today. */
export interface Current {
  who: Who
  profile: Profile
}

/** `seen_at` is written no more often than this. [SE15] */
const SEEN_EVERY_MS = 3_600_000

/** Settles by the cookie alone whose session this is, with the posts of the day in Hanoi, and keeps it alive. */
export const currentSession = (
  store: Store,
  cookieHeader: string | undefined,
  now: Instant,
): Promise<Result<Current, ErrorCode>> =>
  readWithin(store, cookieHeader, now, currentBy, async (_tx, current) => ok(current))

/** As the routes want it: the session must be that of the account which the request names. [SE1] */
export function createAuthenticate(store: Store): Authenticate {
  return (cookieHeader, account, now) =>
    readWithin(
      store,
      cookieHeader,
      now,
      currentBy,
      async (_tx, { who }): Promise<Result<Who, ErrorCode>> =>
        who.accountId === account ? ok(who) : fail('account-mismatch'),
    )
}

/** The same for a route that only reads: whose session it is and what they asked for are of one moment. [SE1] */
export function createReadAs(store: Store): ReadAs {
  return (cookieHeader, account, now, work) =>
    readWithin(
      store,
      cookieHeader,
      now,
      readerBy,
      async (tx, { who }): ReturnType<typeof work> =>
        who.accountId === account ? await work(tx, who) : fail('account-mismatch'),
    )
}

async function readWithin<C extends { who: Reader }, T, E>(
  store: Store,
  cookieHeader: string | undefined,
  now: Instant,
  find: (tx: Tx, tokenHash: string, now: Instant) => Promise<Result<Held & C, ErrorCode>>,
  work: (tx: Tx, current: C) => Promise<Result<T, E>>,
): Promise<Result<T, E | ErrorCode>> {
  const token = readCookies(cookieHeader).session
  if (!token) return fail('signed-out')
  const tokenHash = hashOf(token)
  let held: Held | null = null
  const answer = await store.read({ tokenHash }, async (tx): Promise<Result<T, E | ErrorCode>> => {
    const found = await find(tx, tokenHash, now)
    if (!found.ok) return found
    held = found.value
    return await work(tx, found.value)
  })
  if (held && isStale(held, now)) await keepAlive(store, held, now)
  return answer
}

/** A session, and what is needed to push its end ahead. */
interface Held {
  who: Reader
  seenAt: string
  shared: boolean
}

/** Whose session it is, as far as reading needs it. */
async function readerBy(tx: Tx, tokenHash: string, now: Instant): Promise<Result<Held, ErrorCode>> {
  const day = hanoiDay(now)
  return await heldBy(tx, await readerWithPosts(tx, tokenHash, now, day), day)
}

async function currentBy(tx: Tx, tokenHash: string, now: Instant): Promise<Result<Held & Current, ErrorCode>> {
  const day = hanoiDay(now)
  const rows = await holderWithPosts(tx, tokenHash, now, day)
  const held = await heldBy(tx, rows, day)
  if (!held.ok) return held
  const [{ name, username, department_name: departmentName }] = rows as [(typeof rows)[number]]
  const { actor, ...reader } = held.value.who
  const { accountId, departmentId } = reader
  return ok({
    ...held.value,
    who: { ...reader, actor: { ...actor, name } },
    profile: { accountId, departmentId, departmentName, username, name, grants: actor.grants },
  })
}

async function heldBy(tx: Tx, rows: readonly PostRow[], day: string): Promise<Result<Held, ErrorCode>> {
  const [holder] = rows
  if (!holder) return fail('signed-out')
  if (holder.disabled_at !== null) return fail('account-disabled')
  const accountId = holder.account_id as AccountId
  const departmentId = holder.department as DepartmentId
  // a post without a unit is in one that does not exist on this day
  const posts: Grant[] = []
  for (const { role, unit_id: unitId, unit_name: unitName } of rows)
    if (unitId !== null) posts.push({ role, unitId, unitName } as Grant)
  const isHeir = rows.some(({ heir }) => heir !== null)
  const grants = isHeir ? await withInherited(tx, departmentId, posts, day) : posts
  const who: Reader = { actor: { accountId, departmentId, grants }, accountId, departmentId, sessionId: holder.id }
  return ok({ who, seenAt: holder.seen_at, shared: holder.shared === 1 })
}

const isStale = ({ seenAt }: Held, now: Instant): boolean => msOf(now) - Date.parse(seenAt) >= SEEN_EVERY_MS

async function keepAlive(store: Store, { who, shared }: Held, now: Instant): Promise<void> {
  const { departmentId: department, sessionId: id } = who
  await store.write(department, (tx) => touchSession(tx, { department, id }, now, endOf(now, shared)))
}

/** Whether a long stream may go on: its session may have been ended by another process. */
export const isLive = async (
  store: Store,
  { departmentId, sessionId }: Pick<Who, 'departmentId' | 'sessionId'>,
  now: Instant,
): Promise<boolean> =>
  (await store.read(departmentId, (tx) => liveSession(tx, departmentId, sessionId, now))) !== undefined
