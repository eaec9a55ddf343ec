import type { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import type * as z from 'zod/mini'
import { fail, ok, type Result } from '#domain/result.ts'
import type { ErrorCode } from '#protocol/errors.ts'
import { isShallow } from './plain-json.ts'

/** A body as the parser leaves it on the request: JSON, or the reason why it is none. */
export type ParsedBody = Result<unknown, ErrorCode>

/** JSON bodies, compressed or not, never larger in memory than the route's `bodyLimit`. [HT2] */
export function acceptJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/json',
    async (request: { headers: Record<string, unknown>; routeOptions: { bodyLimit?: number } }, payload: Readable) => {
      const text = await inflate(
        payload,
        String(request.headers['content-encoding'] ?? ''),
        request.routeOptions.bodyLimit ?? 0,
      )
      return text.ok ? parseJson(text.value) : text
    },
  )
}

const inflaters = {
  '': null,
  identity: null,
  gzip: createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
} as const

/** Reads a stream to its end or to the cap, whichever comes first: a bomb costs no more than the cap. [HT2] */
export async function inflate(payload: Readable, encoding: string, cap: number): Promise<Result<string, ErrorCode>> {
  const name = encoding.trim().toLowerCase()
  if (!(name in inflaters)) return fail('encoding-unknown')
  const open = inflaters[name as keyof typeof inflaters]
  const source = open ? payload.pipe(open()) : payload
  payload.on('error', (error) => source.destroy(error))
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > cap) {
        payload.unpipe()
        return fail('too-large')
      }
      chunks.push(chunk)
    }
  } catch {
    // cut on the way or not what its encoding says: either way it is no body
    return fail('request-malformed')
  }
  return ok(Buffer.concat(chunks).toString('utf8'))
}

function parseJson(text: string): ParsedBody {
  try {
    const value: unknown = JSON.parse(text)
    return isShallow(value) ? ok(value) : fail('request-malformed')
  } catch {
    return fail('request-malformed')
  }
}

/** Parses what a request brought; anything else than the schema wants is `request-malformed`. */
export function parseWith<T>(schema: z.ZodMiniType<T>, body: ParsedBody | undefined): Result<T, ErrorCode> {
  if (!body) return fail('request-malformed')
  if (!body.ok) return body
  const parsed = schema.safeParse(body.value)
  return parsed.success ? ok(parsed.data) : fail('request-malformed')
}
