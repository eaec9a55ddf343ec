import { gunzipSync } from 'node:zlib'
import type { WireRequest } from './server.ts'

/** So much higher are the schemas of a later version's mutations: no server of today reads them. */
const AHEAD = 100
export const ofLater = (schema: number): number => (schema % AHEAD) + AHEAD

interface PushBody {
  mutations: { mid: string; schema: number }[]
}

function pushIn({ url, headers, body }: WireRequest): PushBody | null {
  if (url !== '/api/push' || body === null) return null
  try {
    const text = headers['content-encoding'] === 'gzip' ? gunzipSync(body).toString('utf8') : body.toString()
    const read = JSON.parse(text) as Partial<PushBody> | null
    return Array.isArray(read?.mutations) ? (read as PushBody) : null
  } catch {
    // cut or bent on its way: no server reads it
    return null
  }
}

/** @returns mids of the changes in it that only a later server can read */
export const aheadIn = (request: WireRequest): string[] =>
  (pushIn(request)?.mutations ?? []).flatMap(({ mid, schema }) => (schema >= AHEAD ? [mid] : []))

/**
 * The same request as a server reads it that knows the later shapes of these changes. The shapes differ in nothing but
 * their number, so that what such a server decided is what today's would have.
 */
export function readBy(request: WireRequest, knows: (mid: string) => boolean): WireRequest {
  const push = pushIn(request)
  if (!push) return request
  const mutations = push.mutations.map((one) =>
    one.schema >= AHEAD && knows(one.mid) ? { ...one, schema: one.schema % AHEAD } : one,
  )
  const { 'content-encoding': _packed, ...headers } = request.headers
  return { ...request, headers, body: JSON.stringify({ ...push, mutations }) }
}
