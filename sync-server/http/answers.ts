import type { FastifyReply, FastifyRequest } from 'fastify'
import { nonceSchema } from '#protocol/envelope.ts'
import { ERROR_STATUS, type ErrorAnswer, type ErrorCode } from '#protocol/errors.ts'
import type { ParsedBody } from './body.ts'

/** Why a whole request was not carried out; seconds to wait where waiting helps. */
export type RequestRefusal = ErrorCode | { code: ErrorCode; retryAfter: number }

/** The nonce that a request brought in its body or its query, or null where none can be read. */
export function nonceIn(request: FastifyRequest): string | null {
  const parsed = request.body as ParsedBody | undefined
  const body = parsed?.ok ? (parsed.value as { nonce?: unknown } | null) : null
  const found = nonceSchema.safeParse(body?.nonce ?? (request.query as { nonce?: unknown } | undefined)?.nonce)
  return found.success ? found.data : null
}

/** The one shape of every error answer: a status for machines, a code for both, the nonce echoed. */
export function refuseRequest(reply: FastifyReply, refusal: RequestRefusal, nonce: string | null): FastifyReply {
  const { code, retryAfter } = typeof refusal === 'string' ? { code: refusal, retryAfter: undefined } : refusal
  const answer: ErrorAnswer = { nonce, error: retryAfter === undefined ? { code } : { code, retryAfter } }
  if (retryAfter !== undefined) reply.header('retry-after', Math.ceil(retryAfter))
  // what is left of a body that is too large is not worth reading
  if (code === 'too-large') reply.header('connection', 'close')
  reply.refusedWith = code
  return reply.code(ERROR_STATUS[code]).send(answer)
}

declare module 'fastify' {
  interface FastifyReply {
    /** the code of an error answer, for the log and the counters */
    refusedWith: ErrorCode | null
  }
}
