import type { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import type * as z from 'zod/mini'
import { fail, ok, type Result } from '#domain/result.ts'
import type { ErrorCode } from '#protocol/errors.ts'
import { shapeOf } from './plain-json.ts'

/**
 * A body as the parser leaves it on the request: JSON, or the reason why it is none. `odd`: with keys such as
 * `__proto__`, or numbers that JSON cannot say.
 */
export type ParsedBody = { ok: true; value: unknown; odd: boolean } | { ok: false; error: ErrorCode }
type Heard = Result<string, ErrorCode>

/** JSON bodies, compressed or not, never larger in memory than the route's `bodyLimit`. [HT2] */
export function acceptJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  // told by a call, since each promise on the way costs an empty pull about a hundredth of its time
  app.addContentTypeParser('application/json', (request, payload, done) => {
    const encoding = request.headers['content-encoding'] ?? ''
    inflate(payload, encoding, request.routeOptions.bodyLimit ?? 0, (heard) =>
      done(null, heard.ok ? parseJson(heard.value) : heard),
    )
  })
}

const inflaters = {
  '': null,
  identity: null,
  gzip: createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
} as const

/**
 * Reads a stream to its end or to the cap, whichever comes first: a bomb costs no more than the cap. [HT2]
 * @param tell called once
 */
export function inflate(payload: Readable, encoding: string, cap: number, tell: (heard: Heard) => void): void {
  const name = encoding.trim().toLowerCase()
  if (!(name in inflaters)) {
    tell(fail('encoding-unknown'))
    return
  }
  const open = inflaters[name as keyof typeof inflaters]
  const source = open ? payload.pipe(open()) : payload
  payload.on('error', (error) => source.destroy(error))
  readAll(source, cap, () => payload.unpipe(), tell)
}

/** By events: the loop over a stream would cost an empty pull as much as parsing what it read. */
function readAll(source: Readable, cap: number, stop: () => void, tell: (heard: Heard) => void): void {
  const chunks: Buffer[] = []
  let size = 0
  let told = false
  const once = (heard: Heard) => {
    if (told) return
    told = true
    tell(heard)
  }
  source.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= cap) return void chunks.push(chunk)
    stop()
    source.destroy()
    once(fail('too-large'))
  })
  source.on('end', () => once(ok((chunks.length === 1 ? chunks[0] : Buffer.concat(chunks))?.toString('utf8') ?? '')))
  // cut on the way or not what its encoding says: either way it is no body
  source.on('error', () => once(fail('request-malformed')))
  source.on('close', () => once(fail('request-malformed')))
}

function parseJson(text: string): ParsedBody {
  try {
    const value: unknown = JSON.parse(text)
    const shape = shapeOf(value)
    return shape === 'deep' ? fail('request-malformed') : { ok: true, value, odd: shape === 'odd' }
  } catch {
    return fail('request-malformed')
  }
}

/** Parses what a request brought; anything else than the schema wants is `request-malformed`. */
export function parseWith<T>(
  schema: z.ZodMiniType<T>,
  body: Result<unknown, ErrorCode> | undefined,
): Result<T, ErrorCode> {
  if (!body) return fail('request-malformed')
  if (!body.ok) return body
  const parsed = schema.safeParse(body.value)
  return parsed.success ? ok(parsed.data) : fail('request-malformed')
}
