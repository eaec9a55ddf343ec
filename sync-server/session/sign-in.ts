import { fail, ok, type Result } from '#domain/result.ts'
import type { Instant } from '#domain/time.ts'
import type { ErrorCode } from '#protocol/errors.ts'
import type { ActivateRequest, SignInRequest } from '#protocol/session.ts'
import type { RequestRefusal } from '#server/http/answers.ts'
import { type AccountRow, accountByUsername, codeOf, removeCode, setPasswordHash } from '#server/store/accounts.ts'
import { revokeSessionsOf } from '#server/store/sessions.ts'
import type { Store, Tx } from '#server/store/store.ts'
import type { Cookies } from './cookies.ts'
import type { Line } from './line.ts'
import { endFormer, type Opened, openSession, type Sources } from './open.ts'
import { isWeak, type Passwords } from './passwords.ts'
import { hashOf, hashOfCode } from './secrets.ts'
import { type Attempt, admit, forgive } from './throttle.ts'

/** Where a request comes from. */
export interface Caller {
  cookies: Cookies
  address: string
}

export interface SignIn {
  signIn(request: SignInRequest, caller: Caller, now: Instant): Promise<Result<Opened, RequestRefusal>>
  activate(request: ActivateRequest, caller: Caller, now: Instant): Promise<Result<Opened, RequestRefusal>>
}

interface Deps {
  store: Store
  passwords: Passwords
  line: Line
  sources: Sources
  closeSessions(sessionIds: readonly string[]): void
}

/** Seconds after which a full line is worth another try. */
const BUSY_S = 2

/** The two ways in. An unknown name, a wrong password and an account not yet activated are answered alike. [SE16] */
export function createSignIn(deps: Deps): SignIn {
  const { store, passwords, line } = deps

  /** Throttled, in line, and told of the sessions that end; `enter` does the rest. */
  async function guarded(
    username: string,
    { cookies, address }: Caller,
    now: Instant,
    enter: (attempt: Attempt) => Promise<Result<Entered, RequestRefusal>>,
  ): Promise<Result<Opened, RequestRefusal>> {
    const outcome = await line.run(async () => {
      const deviceKey = cookies.device === null ? null : hashOf(cookies.device)
      const { attempt, retryAfter } = await store.write({ username }, (tx) =>
        admit(tx, { username, deviceKey, address }, now),
      )
      return retryAfter > 0 ? fail({ code: 'throttled', retryAfter } as const) : enter(attempt)
    })
    if (!outcome.ok) return fail({ code: outcome.error, retryAfter: BUSY_S })
    if (!outcome.value.ok) return outcome.value
    const { opened, ended } = outcome.value.value
    deps.closeSessions([...ended, ...(await endFormer(store, cookies, now))])
    return ok(opened)
  }

  return {
    signIn: (request, caller, now) =>
      guarded(request.username, caller, now, async (attempt) => {
        const account = await store.read({ username: request.username }, (tx) =>
          accountByUsername(tx, request.username),
        )
        const right = await passwords.verify(account?.password_hash ?? null, request.password)
        if (!account || !right) return fail('credentials-wrong')
        return store.write({ username: request.username }, async (tx) => {
          const still = await accountByUsername(tx, request.username)
          if (still?.password_hash !== account.password_hash) return fail('credentials-wrong')
          if (still.disabled_at !== null) return fail('account-disabled')
          return ok({ opened: await entered(tx, still, request, caller, attempt, deps.sources, now), ended: [] })
        })
      }),

    async activate(request, caller, now) {
      if (isWeak(request.password, request.username)) return fail('password-weak')
      return guarded(request.username, caller, now, async (attempt) => {
        const known = await store.read({ username: request.username }, (tx) => accountOfCode(tx, request, now))
        if (!known.ok) return fail(known.error)
        const hash = await passwords.hash(request.password)
        return store.write({ username: request.username }, async (tx) => {
          // again, because of two at once only one may have the code
          const account = await accountOfCode(tx, request, now)
          if (!account.ok) return fail(account.error)
          await setPasswordHash(tx, account.value, hash)
          await removeCode(tx, account.value)
          const { department, id } = account.value
          const ended = await revokeSessionsOf(tx, department, id, now)
          return ok({ opened: await entered(tx, account.value, request, caller, attempt, deps.sources, now), ended })
        })
      })
    },
  }
}

interface Entered {
  opened: Opened
  ended: string[]
}

async function entered(
  tx: Tx,
  account: AccountRow,
  request: SignInRequest | ActivateRequest,
  { cookies }: Caller,
  attempt: Attempt,
  sources: Sources,
  now: Instant,
): Promise<Opened> {
  await forgive(tx, attempt)
  return openSession(tx, account, request, cookies, sources, now)
}

/** The account that the code is for. Only who holds the right code learns that it expired. [SE13] */
async function accountOfCode(
  tx: Tx,
  { username, code }: ActivateRequest,
  now: Instant,
): Promise<Result<AccountRow, ErrorCode>> {
  const account = await accountByUsername(tx, username)
  const stored = account && (await codeOf(tx, account))
  if (!account || stored?.code_hash !== hashOfCode(account.id, code)) return fail('code-wrong')
  if (stored.expires_at <= now) return fail('code-expired')
  return account.disabled_at === null ? ok(account) : fail('account-disabled')
}
