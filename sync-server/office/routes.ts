import type { FastifyInstance } from 'fastify'
import * as z from 'zod/mini'
import { accountIdSchema, incidentIdSchema } from '#domain/ids.ts'
import { fail, ok } from '#domain/result.ts'
import { instantOf } from '#domain/time.ts'
import { nonceSchema } from '#protocol/envelope.ts'
import { deskIncidentAnswerSchema, deskListAnswerSchema } from '#protocol/office.ts'
import { apiRoute } from '../http/route.ts'
import type { Authenticate } from '../session/who.ts'
import type { Store } from '../store/store.ts'
import { deskIncident, deskIncidents } from './service.ts'

const querySchema = z.looseObject({ account: accountIdSchema, nonce: nonceSchema })

export function officeRoutes(
  app: FastifyInstance,
  deps: { store: Store; authenticate: Authenticate; clock: () => number },
): void {
  apiRoute(app, deps, {
    method: 'GET',
    url: '/api/office/incidents',
    summary: 'The incidents that this post may read, the last changed first',
    query: querySchema,
    answer: deskListAnswerSchema,
    async handle({ query: { nonce }, who, received }) {
      const incidents = await deskIncidents(deps, { who, now: received })
      return incidents.ok ? ok({ nonce, at: instantOf(deps.clock()), incidents: incidents.value }) : incidents
    },
  })

  apiRoute(app, deps, {
    method: 'GET',
    url: '/api/office/incidents/:id',
    summary: 'One incident with its versions, photos as declared, and receipts',
    query: querySchema,
    answer: deskIncidentAnswerSchema,
    async handle({ query: { nonce }, params, who, received }) {
      const id = incidentIdSchema.safeParse(params.id)
      if (!id.success) return fail('not-found')
      const opened = await deskIncident(deps, { who, now: received, id: id.data })
      return opened.ok ? ok({ nonce, at: instantOf(deps.clock()), ...opened.value }) : opened
    },
  })
}
