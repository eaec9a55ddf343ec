import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod/mini'
import { fail, ok, type Result } from '#domain/result.ts'
import type { Instant } from '#domain/time.ts'
import { PROTOCOL } from '#protocol/version.ts'
import type { Authenticate, ReadAs, Reader, Who } from '../session/who.ts'
import type { Tx } from '../store/store.ts'
import { nonceIn, type RequestRefusal, refuseRequest } from './answers.ts'
import { type ParsedBody, parseWith } from './body.ts'

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
interface ReadingRoute<Body, Query, Answer> extends RouteOf<Body, Query, Answer> {
  handle(input: Handled<Body, Query> & { who: Reader; tx: Tx }): Answered<Answer>
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
  addRoute(app, route, async (input, account) => {
    if (route.open) return route.handle(input)
    const who = await authenticate(input.request.headers.cookie, account, input.received)
    return who.ok ? route.handle({ ...input, who: who.value }) : who
  })
}

/**
 * The same for what only reads: it does so in the transaction in which it is settled who asks. Its schema is made
 * code of, which says the same in a fifth of the time.
 */
export function readingRoute<Body = undefined, Query = undefined, Answer = unknown>(
  app: FastifyInstance,
  { readAs }: { readAs: ReadAs },
  route: ReadingRoute<Body, Query, Answer>,
): void {
  const { body } = route
  addRoute(app, body ? { ...route, body: z.compile(body) } : route, (input, account) =>
    readAs(input.request.headers.cookie, account, input.received, (tx, who) => route.handle({ ...input, who, tx })),
  )
}

function addRoute<Body, Query, Answer>(
  app: FastifyInstance,
  { method, url, summary, body, query, answer, bodyLimit = 64 * 1024, anyKeys = false }: RouteOf<Body, Query, Answer>,
  handle: (input: Handled<Body, Query>, account: string) => Answered<Answer>,
): void {
  const doc: RouteDoc = { summary, answer, ...(body ? { body } : {}), ...(query ? { query } : {}) }
  app.route({
    method,
    url,
    bodyLimit,
    config: { doc },
    async handler(request, reply) {
      const outcome = await handleWith(request, reply)
      if (!outcome.ok) return refuseRequest(reply, outcome.error, nonceIn(request))
      // Fastify sends what it gets; given the reply instead, it would listen until that has been sent
      return outcome.value === undefined ? reply.send() : outcome.value
    },
  })

  async function handleWith(request: FastifyRequest, reply: FastifyReply): Answered<Answer> {
    const sent = request.body as ParsedBody | undefined
    if (!anyKeys && sent?.ok && sent.odd) return fail('json-forbidden-key')
    const input = readInput(request, body, query)
    if (!input.ok) return input
    const params = request.params as Record<string, string>
    const account = accountIn(input.value.body) ?? accountIn(input.value.query) ?? ''
    return handle({ ...input.value, params, received: request.received, request, reply }, account)
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
