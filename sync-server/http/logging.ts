import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Counters } from './counters.ts'

/** An error by its kind and its place in the code; its message may quote what people wrote. [PD5] */
export function placeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return [error.name, ...frames.slice(0, 6).map((line) => line.trim())].join(' ')
}

export interface LogTarget {
  level: string
  stream?: { write(line: string): void }
}

/** Whatever logs a request, an answer or an error logs no more of it than this. [PD5] */
export const QUIET = {
  req: ({ method }: FastifyRequest) => ({ method }),
  res: ({ statusCode }: { statusCode?: number | undefined }) => ({ statusCode: statusCode ?? 0 }),
  err: (error: unknown) => ({ type: 'Error', message: '', stack: placeOf(error) }),
}

/** One line a request: route, codes, sizes and times. No address, query, body, name or cookie. [PD5] */
export function logRequests(app: FastifyInstance, counters: Counters): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    const ms = Math.round(reply.elapsedTime)
    const code = reply.refusedWith
    counters.add('daumoi_requests_total', { route, status: String(reply.statusCode), code: code ?? '' })
    counters.add('daumoi_request_milliseconds_total', { route }, ms)
    request.log.info({
      method: request.method,
      route,
      status: reply.statusCode,
      ...(code ? { code } : {}),
      ms,
      bytesIn: sizeOf(request.headers['content-length']),
      bytesOut: sizeOf(reply.getHeader('content-length')),
    })
  })
}

const sizeOf = (header: unknown): number => Number(header ?? 0) || 0
