import type { FastifyInstance } from 'fastify'
import type { AccountId, DepartmentId } from '#domain/ids.ts'
import type { Actor } from '#domain/organisation/roles.ts'
import type { Result } from '#domain/result.ts'
import type { Instant } from '#domain/time.ts'
import type { ErrorCode } from '#protocol/errors.ts'
import type { RequestRefusal } from '../http/answers.ts'
import type { Store, Tx } from '../store/store.ts'

/** Who speaks: the account of a live session, with the posts that it holds today. [AC1] */
export interface Who {
  actor: Actor
  departmentId: DepartmentId
  accountId: AccountId
  sessionId: string
}

/** The same without a name: what is read bears nobody's signature. */
export type Reader = Omit<Who, 'actor'> & { actor: Omit<Actor, 'name'> }

/**
 * Settles who a request comes from. Every request names its account, so that a tab of one person never speaks
 * with the cookie of another: `account-mismatch`; no live session: `signed-out`. [SE1]
 */
export type Authenticate = (
  cookieHeader: string | undefined,
  account: string,
  now: Instant,
) => Promise<Result<Who, ErrorCode>>

/**
 * The same, and carries out what only reads within the same transaction: nobody reads what they might no longer
 * by the time it was read. [SE1, AC3]
 */
export type ReadAs = <T>(
  cookieHeader: string | undefined,
  account: string,
  now: Instant,
  work: (tx: Tx, who: Reader) => Promise<Result<T, RequestRefusal>>,
) => Promise<Result<T, RequestRefusal>>

/** What the session routes need of the rest of the server. */
export interface SessionDeps {
  store: Store
  /** milliseconds since 1970 */
  clock: () => number
  newId: () => string
  random: (bytes: number) => Uint8Array
  authenticate: Authenticate
  /** cookies carry `Secure` */
  secure: boolean
  /** to be called once a session has ended: its open pokes say goodbye */
  closeSessions: (sessionIds: readonly string[]) => void
}
/** Adds /api/session… to the server; `apiRoute` of http/route.ts is the way to do it. */
export type SessionRoutes = (app: FastifyInstance, deps: SessionDeps) => void
