import type { AccountId, DepartmentId } from '#domain/ids.ts'
import type { Grant } from '#domain/organisation/roles.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import { hanoiDay, type Instant, msOf } from '#domain/time.ts'
import type { ErrorCode } from '#protocol/errors.ts'
import type { Profile } from '#protocol/session.ts'
import { grantsOn } from '#server/store/accounts.ts'
import { holderOf, liveSession, touchSession } from '#server/store/sessions.ts'
import type { Store, Tx } from '#server/store/store.ts'
import { readCookies } from './cookies.ts'
import { endOf } from './open.ts'
import { hashOf } from './secrets.ts'
import { withInherited } from './succession.ts'
import type { Authenticate, Who } from './who.ts'

/** The session of a browser, and what its profile says today. */
export interface Current {
  who: Who
  profile: Profile
}

/** `seen_at` is written no more often than this. [SE15] */
const SEEN_EVERY_MS = 3_600_000

/** Settles by the cookie alone whose session this is, with the posts of the day in Hanoi, and keeps it alive. */
export async function currentSession(
  store: Store,
  cookieHeader: string | undefined,
  now: Instant,
): Promise<Result<Current, ErrorCode>> {
  const token = readCookies(cookieHeader).session
  if (!token) return fail('signed-out')
  const found = await store.read({ tokenHash: hashOf(token) }, async (tx) => {
    const holder = await holderOf(tx, hashOf(token), now)
    return holder && { holder, grants: await grantsOf(tx, holder, hanoiDay(now)) }
  })
  if (!found) return fail('signed-out')
  const { holder, grants } = found
  if (holder.disabled_at !== null) return fail('account-disabled')
  if (msOf(now) - Date.parse(holder.seen_at) >= SEEN_EVERY_MS)
    await store.write(holder.department, (tx) => touchSession(tx, holder, now, endOf(now, holder.shared === 1)))
  const accountId = holder.account_id as AccountId
  const departmentId = holder.department as DepartmentId
  const { name, username, department_name: departmentName } = holder
  return ok({
    who: { actor: { accountId, departmentId, name, grants }, accountId, departmentId, sessionId: holder.id },
    profile: { accountId, departmentId, departmentName, username, name, grants },
  })
}

async function grantsOf(tx: Tx, holder: { department: string; account_id: string }, day: string): Promise<Grant[]> {
  const posts = await grantsOn(tx, holder.department, holder.account_id, day)
  const held = posts.map(({ role, unit_id, unit_name }) => ({ role, unitId: unit_id, unitName: unit_name }) as Grant)
  return withInherited(tx, holder.department as DepartmentId, held, day)
}

/** As the routes want it: the session must be that of the account which the request names. [SE1] */
export function createAuthenticate(store: Store): Authenticate {
  return async (cookieHeader, account, now) => {
    const found = await currentSession(store, cookieHeader, now)
    if (!found.ok) return found
    return found.value.who.accountId === account ? ok(found.value.who) : fail('account-mismatch')
  }
}

/** Whether a long stream may go on: its session may have been ended by another process. */
export const isLive = async (
  store: Store,
  { departmentId, sessionId }: Pick<Who, 'departmentId' | 'sessionId'>,
  now: Instant,
): Promise<boolean> =>
  (await store.read(departmentId, (tx) => liveSession(tx, departmentId, sessionId, now))) !== undefined
