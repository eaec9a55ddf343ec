import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import * as z from 'zod/mini'
import { accountIdSchema } from '#domain/ids.ts'
import { ok } from '#domain/result.ts'
import { nonceSchema } from '#protocol/envelope.ts'
import {
  feedAnswerSchema,
  feedRequestSchema,
  remindersAnswerSchema,
  subscribeRequestSchema,
} from '#protocol/reminders.ts'
import { doneAnswerSchema } from '#protocol/session.ts'
import { refuseRequest } from '../http/answers.ts'
import { apiRoute } from '../http/route.ts'
import type { Authenticate } from '../session/who.ts'
import { dropSubscriptions } from '../store/push-subscriptions.ts'
import { calendarOf, endFeed, makeFeed, type ReminderDeps, shown, standingOf, subscribe } from './service.ts'

const accountQuery = z.object({ nonce: nonceSchema, account: accountIdSchema })

/** /api/reminders… and /api/calendar/….ics: see src/protocol/reminders.ts. */
export function reminderRoutes(app: FastifyInstance, deps: ReminderDeps & { authenticate: Authenticate }): void {
  apiRoute(app, deps, {
    method: 'GET',
    url: '/api/reminders',
    summary: 'How this person is reminded besides the app',
    query: accountQuery,
    answer: remindersAnswerSchema,
    handle: async ({ query: { nonce }, who, received }) =>
      ok({ nonce, at: received, ...(await standingOf(deps, who, received)) }),
  })

  apiRoute(app, deps, {
    method: 'POST',
    url: '/api/reminders/push',
    summary: 'Where the messages of this device go',
    body: subscribeRequestSchema,
    answer: doneAnswerSchema,
    async handle({ body, who, received }) {
      const kept = await subscribe(deps, who, body, received)
      return kept.ok ? ok({ nonce: body.nonce }) : kept
    },
  })

  apiRoute(app, deps, {
    method: 'DELETE',
    url: '/api/reminders/push',
    summary: 'No more messages to this device',
    query: accountQuery,
    answer: doneAnswerSchema,
    async handle({ query: { nonce }, who: { departmentId, sessionId } }) {
      await deps.store.write(departmentId, (tx) => dropSubscriptions(tx, departmentId, [sessionId]))
      return ok({ nonce })
    },
  })

  apiRoute(app, deps, {
    method: 'POST',
    url: '/api/reminders/feed',
    summary: "A new address of a unit's calendar; the one before ends",
    body: feedRequestSchema,
    answer: feedAnswerSchema,
    async handle({ body: { nonce, unitId }, who, received }) {
      const made = await makeFeed(deps, who, unitId, received)
      return made.ok ? ok({ nonce, path: made.value }) : made
    },
  })

  apiRoute(app, deps, {
    method: 'DELETE',
    url: '/api/reminders/feed/:unit',
    summary: "The address of a unit's calendar ends",
    query: accountQuery,
    answer: doneAnswerSchema,
    async handle({ query: { nonce }, params, who }) {
      await endFeed(deps, who, params.unit ?? '')
      return ok({ nonce })
    },
  })

  // a calendar, not our app, asks for this: it brings nothing but the address
  app.route({
    method: 'GET',
    url: '/api/calendar/:token',
    config: {
      doc: { summary: "A unit's deadlines as iCalendar, for whoever has the address", media: 'text/calendar' },
    },
    async handler(request, reply) {
      const { token } = request.params as { token: string }
      const found = await calendarOf(deps, token.replace(/\.ics$/, ''), request.ip, request.received)
      if (!found.ok) return refuseRequest(reply, found.error, null)
      const tag = `"${createHash('sha256').update(found.value).digest('base64url')}"`
      reply.header('etag', tag).header('cache-control', 'private, no-cache')
      if (request.headers['if-none-match'] === tag) return reply.code(304).send()
      return reply
        .type('text/calendar; charset=utf-8')
        .header('content-disposition', 'inline; filename="han-nop.ics"')
        .send(found.value)
    },
  })

  // the worker of the app, which sends nothing but GET and carries nobody's session
  app.route({
    method: 'GET',
    url: '/api/reminders/shown/:token',
    config: { doc: { summary: 'A device has shown a message', media: 'text/plain' } },
    async handler(request, reply) {
      const { token } = request.params as { token: string }
      reply.header('cache-control', 'no-store')
      if (!(await shown(deps, token, request.received))) return refuseRequest(reply, 'not-found', null)
      return reply.code(204).send()
    },
  })
}
