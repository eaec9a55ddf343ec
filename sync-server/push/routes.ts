import type { FastifyInstance } from 'fastify'
import { ok } from '#domain/result.ts'
import { instantOf } from '#domain/time.ts'
import { PUSH_BYTES, pushAnswerSchema, pushRequestSchema } from '#protocol/push.ts'
import { apiRoute } from '../http/route.ts'
import type { Authenticate } from '../session/who.ts'
import { type PushDeps, push } from './service.ts'

/** How many pushes are under way: a number that pulls look at before they take a turn. [LD1] */
export interface Pushing {
  underWay: number
}

export function pushRoutes(
  app: FastifyInstance,
  deps: PushDeps & {
    authenticate: Authenticate
    clock: () => number
    ruled: (kind: string) => void
    pushing: Pushing
  },
): void {
  apiRoute(app, deps, {
    method: 'POST',
    url: '/api/push',
    summary: 'Changes that people made, each answered by a verdict',
    body: pushRequestSchema,
    answer: pushAnswerSchema,
    bodyLimit: PUSH_BYTES,
    anyKeys: true,
    async handle({ body: { nonce, replica, epoch, mutations }, who, received }) {
      const pushed = await counted(deps.pushing, () => push(deps, { who, replica, epoch, mutations, received }))
      if (!pushed.ok) return pushed
      const { verdicts } = pushed.value
      for (const { kind } of verdicts) deps.ruled(kind)
      const told = epoch === undefined ? { epoch: pushed.value.epoch } : {}
      return ok({ nonce, at: instantOf(deps.clock()), ...told, verdicts })
    },
  })
}

async function counted<T>(pushing: Pushing, work: () => Promise<T>): Promise<T> {
  pushing.underWay += 1
  try {
    return await work()
  } finally {
    pushing.underWay -= 1
  }
}
