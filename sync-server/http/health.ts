import type { FastifyInstance } from 'fastify'
import type { Counters } from './counters.ts'

/** Whether one part can do its work; the words are for whoever runs the server. */
export type Readiness = () => Promise<{ part: string; ready: boolean; detail: string }>

/** /healthz: the process answers. /readyz: it could take a report now. /metrics: how much it does. */
export function healthRoutes(
  app: FastifyInstance,
  { counters, readiness }: { counters: Counters; readiness: readonly Readiness[] },
): void {
  app.get('/healthz', async () => ({ alive: true }))

  app.get('/readyz', async (_request, reply) => {
    const parts = await Promise.all(readiness.map((ask) => ask()))
    const ready = parts.every((part) => part.ready)
    return reply.code(ready ? 200 : 503).send({ ready, parts })
  })

  app.get('/metrics', async (_request, reply) => reply.type('text/plain; version=0.0.4').send(counters.text()))
}
