import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type * as z from 'zod/mini'
import { fail, ok, type Result } from '#domain/result.ts'
import type { Instant } from '#domain/time.ts'
import { PROTOCOL } from '#protocol/version.ts'
import type { Authenticate, Who } from '../session/who.ts'
import { nonceIn, type RequestRefusal, refuseRequest } from './answers.ts'
import { type ParsedBody, parseWith } from './body.ts'
import { isPlain } from './plain-json.ts'

/** What /api/openapi.json says of a route: the same schemas that its requests are parsed with. */
export interface RouteDoc {
  summary: string
  body?: z.ZodMiniType
  query?: z.ZodMiniType
  answer?: z.ZodMiniType
  /** media type where it is not JSON */
  media?: string
}

declare module 'fastify' {
  interface FastifyContextConfig {
    doc?: RouteDoc
  }
  interface FastifyRequest {
    /** when the server took the request, before any queue or parsing. [TM1] */
    received: Instant
  }
}

interface Handled<Body, Query> {
  body: Body
  query: Query
  /** of the path, as they came */
  params: Readonly<Record<string, string>>
  received: Instant
  request: FastifyRequest
  reply: FastifyReply
}

interface RouteOf<Body, Query, Answer> {
  method: 'GET' | 'POST' | 'DELETE'
  url: string
  summary: string
  body?: z.ZodMiniType<Body>
  query?: z.ZodMiniType<Query>
  answer: z.ZodMiniType<Answer>
  /** most bytes of the body once inflated; 64 KiB unless told */
  bodyLimit?: number
  /** keys such as `__proto__` are let through, because the service looks at each part by itself */
  anyKeys?: boolean
}
type Answered<Answer> = Promise<Result<Answer, RequestRefusal>>
interface OpenRoute<Body, Query, Answer> extends RouteOf<Body, Query, Answer> {
  open: true
  handle(input: Handled<Body, Query>): Answered<Answer>
}
interface SignedInRoute<Body, Query, Answer> extends RouteOf<Body, Query, Answer> {
  open?: false
  handle(input: Handled<Body, Query> & { who: Who }): Answered<Answer>
}

/**
 * One JSON route: parses the body and the query with its schemas, settles who speaks (unless it is open) by the
 * `account` that the request names, and maps a refusal to its error answer. The handler only calls its service.
 */
export function apiRoute<Body = undefined, Query = undefined, Answer = unknown>(
  app: FastifyInstance,
  { authenticate }: { authenticate: Authenticate },
  route: OpenRoute<Body, Query, Answer> | SignedInRoute<Body, Query, Answer>,
): void {
  const { method, url, summary, body, query, answer, bodyLimit = 64 * 1024, anyKeys = false } = route
  const doc: RouteDoc = { summary, answer, ...(body ? { body } : {}), ...(query ? { query } : {}) }
  app.route({
    method,
    url,
    bodyLimit,
    config: { doc },
    async handler(request, reply) {
      const nonce = nonceIn(request)
      const outcome = await handleWith(request, reply)
      return outcome.ok ? reply.send(outcome.value) : refuseRequest(reply, outcome.error, nonce)
    },
  })

  async function handleWith(request: FastifyRequest, reply: FastifyReply): Answered<Answer> {
    const sent = request.body as ParsedBody | undefined
    if (!anyKeys && sent?.ok && !isPlain(sent.value)) return fail('json-forbidden-key')
    const input = readInput(request, body, query)
    if (!input.ok) return input
    const handled = { ...input.value, params: request.params as Record<string, string>, request, reply }
    if (route.open) return route.handle({ ...handled, received: request.received })
    const account = accountIn(input.value.body) ?? accountIn(input.value.query) ?? ''
    const who = await authenticate(request.headers.cookie, account, request.received)
    if (!who.ok) return who
    return route.handle({ ...handled, received: request.received, who: who.value })
  }
}

function readInput<Body, Query>(
  request: FastifyRequest,
  body: z.ZodMiniType<Body> | undefined,
  query: z.ZodMiniType<Query> | undefined,
): Result<{ body: Body; query: Query }, RequestRefusal> {
  const readBody = body ? parseWith(body, request.body as ParsedBody | undefined) : ok(undefined as Body)
  if (!readBody.ok) return readBody
  const protocol = (readBody.value as { protocol?: unknown } | undefined)?.protocol
  if (typeof protocol === 'number' && (protocol < 1 || protocol > PROTOCOL)) return fail('protocol-unknown')
  const readQuery = query ? parseWith(query, ok(request.query)) : ok(undefined as Query)
  if (!readQuery.ok) return readQuery
  return ok({ body: readBody.value, query: readQuery.value })
}

function accountIn(value: unknown): string | undefined {
  const account = (value as { account?: unknown } | undefined)?.account
  return typeof account === 'string' ? account : undefined
}
