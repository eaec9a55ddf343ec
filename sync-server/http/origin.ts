import type { FastifyRequest } from 'fastify'

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Whether a request that changes something comes from another site. Browsers always say where a POST comes from;
 * a program that says nothing has no cookie of anybody else to borrow. [HT1]
 * @param publicOrigin null: whatever host the request was sent to
 */
export function isForeign(request: FastifyRequest, publicOrigin: string | null): boolean {
  if (READS.has(request.method)) return false
  const { origin, host } = request.headers
  if (request.headers['sec-fetch-site'] === 'cross-site') return true
  if (origin === undefined) return false
  return publicOrigin === null ? hostOf(origin) !== host : origin !== publicOrigin
}

const hostOf = (origin: string): string | null => (URL.canParse(origin) ? new URL(origin).host : null)
