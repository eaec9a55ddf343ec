import type { FastifyInstance } from 'fastify'
import { ok } from '#domain/result.ts'
import { keysAnswerSchema } from '#protocol/keys.ts'
import { apiRoute } from '../http/route.ts'
import type { Authenticate } from '../session/who.ts'
import { publishedKeys } from '../store/keys.ts'
import type { Store } from '../store/store.ts'

/** The public keys, for whoever was handed a receipt and has no account. [RC6] */
export function keysRoutes(app: FastifyInstance, deps: { store: Store; authenticate: Authenticate }): void {
  apiRoute(app, deps, {
    open: true,
    method: 'GET',
    url: '/api/keys',
    summary: 'The public keys that receipts are checked with',
    answer: keysAnswerSchema,
    handle: async () => ok({ keys: await deps.store.read(publishedKeys) }),
  })
}
