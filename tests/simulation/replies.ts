import { gunzipSync } from 'node:zlib'
import { ERROR_STATUS, type ErrorCode } from '#protocol/errors.ts'
import type { Random } from '#tests/support/random.ts'
import type { WireReply, WireRequest } from './server.ts'

/**
 * What came back, as a browser would give it.
 * @param stalls ends a body that has begun and never goes on
 */
export function responseOf(method: string, { status, headers, body }: WireReply, stalls?: AbortSignal): Response {
  const bare = method === 'HEAD' || status === 204 || status === 304
  if (bare) return new Response(null, { status, headers })
  if (!stalls) return new Response(body, { status, headers })
  const begun = new ReadableStream({
    start(stream) {
      stream.enqueue(new TextEncoder().encode(body.slice(0, 40)))
      stalls.addEventListener('abort', () => stream.error(new Error('aborted')))
    },
  })
  return new Response(begun, { status, headers })
}

export const foreign = (status: number, type: string, body: string): WireReply => ({
  status,
  headers: { 'content-type': type },
  body,
})

/** What others on the way say: portals, filters, gateways, caches. */
type Foreign = readonly [status: number, type: string, body: string]
const page = (status: number): Foreign => [status, 'text/html', `<h1>${status}</h1>`]
const json = (status: number): Foreign => [status, 'application/json', `{"error":{"code":"E${status}"},"nonce":null}`]
export const FOREIGN: Readonly<Record<'foreign-4xx' | 'foreign-5xx', readonly Foreign[]>> = {
  'foreign-4xx': [
    ...[400, 403, 404, 405, 406, 407, 408, 410, 411, 412, 414, 416, 417, 421, 423, 424, 425, 428, 431, 451].map(page),
    ...[401, 402, 409, 413, 415, 418, 422, 426, 429].map(json),
  ],
  'foreign-5xx': [...[500, 501, 502, 504, 505, 506, 508, 510, 511].map(page), ...[503, 507].map(json)],
}

export const ours = (code: ErrorCode, nonce: string | null, retryAfter?: number): WireReply => ({
  status: ERROR_STATUS[code],
  headers: {
    'content-type': 'application/json; charset=utf-8',
    'error-code': code,
    ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
  },
  body: JSON.stringify({ nonce, error: { code, ...(retryAfter === undefined ? {} : { retryAfter }) } }),
})

type Body = WireRequest['body']

/** Ends after some byte or other. */
export function cut<T extends { body: Body }>(message: T, random: Random): T {
  const { body } = message
  return body === null || body.length === 0 ? message : { ...message, body: body.slice(0, random.int(body.length)) }
}

/**
 * One byte is another one: of a photo any; of JSON one of those that hold it together. What a word says is guarded
 * by TLS, and whoever opens that may write what they like.
 */
export function flip<T extends { body: Body }>(message: T, random: Random): T {
  const { body } = message
  if (body === null || body.length === 0) return message
  if (typeof body !== 'string') {
    const bytes = Uint8Array.from(body)
    const at = random.int(bytes.length)
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.int(8))
    return { ...message, body: bytes }
  }
  const places = [...body.matchAll(/[{}[\]"]/g)].map(({ index }) => index)
  if (places.length === 0) return message
  const at = random.pick(places)
  return { ...message, body: `${body.slice(0, at)}~${body.slice(at + 1)}` }
}

/** What a request of ours wants to hear again. */
export function nonceOf({ url, headers, body }: WireRequest): string | null {
  if (body !== null && headers['content-type'] === 'application/json') {
    const text = typeof body === 'string' ? body : gunzipSync(body).toString('utf8')
    return (JSON.parse(text) as { nonce: string }).nonce
  }
  return new URL(url, 'http://sim').searchParams.get('nonce')
}
