import type { FastifyInstance } from 'fastify'
import { fail, ok } from '#domain/result.ts'
import { instantOf } from '#domain/time.ts'
import { pullAnswerSchema, pullRequestSchema } from '#protocol/pull.ts'
import { PUSH_LIMIT } from '#protocol/push.ts'
import { readingRoute } from '../http/route.ts'
import type { Pushing } from '../push/routes.ts'
import type { ReadAs } from '../session/who.ts'
import type { Store } from '../store/store.ts'
import { type PageSize, pull } from './service.ts'

/** While more writes than two full pushes wait, pulls are told to come later: reports go first. [LD1] */
const BUSY_WRITES = 2 * PUSH_LIMIT
/** The same while so many phones wait for their verdicts, wherever in the server they do. [LD1] */
const BUSY_PUSHES = 100

export function pullRoutes(
  app: FastifyInstance,
  deps: {
    store: Store
    readAs: ReadAs
    clock: () => number
    toldStuck: (changes: number) => void
    pushing: Pushing
    page?: PageSize
  },
): void {
  readingRoute(app, deps, {
    method: 'POST',
    url: '/api/pull',
    summary: 'What is new since the cursors, in the spaces that the account may keep',
    body: pullRequestSchema,
    answer: pullAnswerSchema,
    async handle({ body: { nonce, stuck = 0, ...asked }, tx, who }) {
      if (deps.store.load().waiting > BUSY_WRITES || deps.pushing.underWay > BUSY_PUSHES)
        return fail({ code: 'server-busy', retryAfter: 2 })
      if (stuck > 0) deps.toldStuck(stuck)
      const news = await pull(tx, { who, ...asked }, deps.page)
      return ok({ nonce, at: instantOf(deps.clock()), ...news })
    },
  })
}
