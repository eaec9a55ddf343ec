import type { FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod/mini'
import { accountIdSchema } from '#domain/ids.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import type { Instant } from '#domain/time.ts'
import { nonceSchema } from '#protocol/envelope.ts'
import {
  activateRequestSchema,
  devicesAnswerSchema,
  doneAnswerSchema,
  type SessionAnswer,
  sessionAnswerSchema,
  signInRequestSchema,
} from '#protocol/session.ts'
import type { RequestRefusal } from '#server/http/answers.ts'
import { apiRoute } from '#server/http/route.ts'
import { deviceCookie, noSessionCookie, readCookies, sessionCookie } from './cookies.ts'
import { currentSession } from './current.ts'
import { devicesOf, endSession } from './devices.ts'
import { createLine } from './line.ts'
import type { Opened } from './open.ts'
import { createPasswords, type Passwords } from './passwords.ts'
import { type Caller, createSignIn } from './sign-in.ts'
import type { SessionDeps, SessionRoutes } from './who.ts'

/** Two hashes at a time leave the thread pool room for files; more than a screenful of people need not wait. [SE11] */
const AT_WORK = 2
const IN_LINE = 64

const nonceQuery = z.object({ nonce: nonceSchema })
const accountQuery = z.object({ nonce: nonceSchema, account: accountIdSchema })

/** /api/session…: see src/protocol/session.ts. */
export const sessionRoutes: SessionRoutes = (app, deps) => sessionRoutesWith(createPasswords())(app, deps)

/** The same with other means to hash: tests count the work and keep it small. */
export const sessionRoutesWith =
  (passwords: Passwords, line = createLine(AT_WORK, IN_LINE)): SessionRoutes =>
  (app, deps) => {
    const { store, secure, closeSessions } = deps
    const sources = { newId: deps.newId, random: deps.random }
    const { signIn, activate } = createSignIn({ store, passwords, line, sources, closeSessions })

    apiRoute(app, deps, {
      open: true,
      method: 'POST',
      url: '/api/session',
      summary: 'Sign in with username and password',
      body: signInRequestSchema,
      answer: sessionAnswerSchema,
      handle: async ({ body, received, request, reply }) =>
        welcome(deps, reply, await signIn(body, callerOf(request), received), body.nonce, received),
    })

    apiRoute(app, deps, {
      open: true,
      method: 'POST',
      url: '/api/session/activate',
      summary: 'Choose a password with an activation code, and sign in',
      body: activateRequestSchema,
      answer: sessionAnswerSchema,
      handle: async ({ body, received, request, reply }) =>
        welcome(deps, reply, await activate(body, callerOf(request), received), body.nonce, received),
    })

    apiRoute(app, deps, {
      open: true,
      method: 'GET',
      url: '/api/session',
      summary: 'Who this browser is signed in as',
      query: nonceQuery,
      answer: sessionAnswerSchema,
      async handle({ query: { nonce }, received, request }) {
        const found = await currentSession(store, request.headers.cookie, received)
        return found.ok ? ok({ nonce, at: received, profile: found.value.profile }) : found
      },
    })

    apiRoute(app, deps, {
      method: 'DELETE',
      url: '/api/session',
      summary: 'Sign this device out',
      query: accountQuery,
      answer: doneAnswerSchema,
      async handle({ query: { nonce }, received, reply, who }) {
        if (await endSession(store, who, who.sessionId, received)) closeSessions([who.sessionId])
        reply.header('set-cookie', noSessionCookie(secure))
        return ok({ nonce })
      },
    })

    apiRoute(app, deps, {
      method: 'GET',
      url: '/api/session/devices',
      summary: 'Where this account is signed in',
      query: accountQuery,
      answer: devicesAnswerSchema,
      handle: async ({ query: { nonce }, received, who }) =>
        ok({ nonce, devices: await devicesOf(store, who, received) }),
    })

    apiRoute(app, deps, {
      method: 'DELETE',
      url: '/api/session/devices/:id',
      summary: 'Sign another device out',
      query: accountQuery,
      answer: doneAnswerSchema,
      async handle({ query: { nonce }, params, received, who }) {
        const id = params.id ?? ''
        if (!(await endSession(store, who, id, received))) return fail('not-found')
        closeSessions([id])
        return ok({ nonce })
      },
    })
  }

const callerOf = (request: FastifyRequest): Caller => ({
  cookies: readCookies(request.headers.cookie),
  address: request.ip,
})

/** Hands the secrets of a new session over in cookies, and its profile in the answer. */
async function welcome(
  { store, secure }: SessionDeps,
  reply: FastifyReply,
  outcome: Result<Opened, RequestRefusal>,
  nonce: string,
  now: Instant,
): Promise<Result<SessionAnswer, RequestRefusal>> {
  if (!outcome.ok) return outcome
  const { token, deviceToken, shared } = outcome.value
  const cookie = sessionCookie(token, { shared, secure })
  const found = await currentSession(store, cookie, now)
  if (!found.ok) return found
  reply.header('set-cookie', [cookie, deviceCookie(deviceToken, secure)])
  return ok({ nonce, at: now, profile: found.value.profile })
}
