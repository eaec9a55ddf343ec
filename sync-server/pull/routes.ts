import type { FastifyInstance } from 'fastify'
import { ok } from '#domain/result.ts'
import { instantOf } from '#domain/time.ts'
import { pullAnswerSchema, pullRequestSchema } from '#protocol/pull.ts'
import { apiRoute } from '../http/route.ts'
import type { Authenticate } from '../session/who.ts'
import type { Store } from '../store/store.ts'
import { pull } from './service.ts'

export function pullRoutes(
  app: FastifyInstance,
  deps: { store: Store; authenticate: Authenticate; clock: () => number },
): void {
  apiRoute(app, deps, {
    method: 'POST',
    url: '/api/pull',
    summary: 'What is new since the cursors, in the spaces that the account may keep',
    body: pullRequestSchema,
    answer: pullAnswerSchema,
    async handle({ body: { nonce, cursors }, who, received }) {
      const news = await pull(deps, { who, cursors, received })
      return news.ok ? ok({ nonce, at: instantOf(deps.clock()), ...news.value }) : news
    },
  })
}
