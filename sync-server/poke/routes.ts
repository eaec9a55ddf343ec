import type { FastifyInstance } from 'fastify'
import * as z from 'zod/mini'
import { accountIdSchema } from '#domain/ids.ts'
import { instantOf } from '#domain/time.ts'
import { POKE_HEARTBEAT_MS, type PokeEvent } from '#protocol/poke.ts'
import { sightOf } from '../access/spaces.ts'
import { nonceIn, refuseRequest } from '../http/answers.ts'
import { isLive } from '../session/current.ts'
import type { Authenticate } from '../session/who.ts'
import type { Store } from '../store/store.ts'
import type { PokeHub } from './hub.ts'

/** What one stream may leave unread before it is dropped: its phone is gone. */
const MAX_UNREAD_BYTES = 16 * 1024

const querySchema = z.looseObject({ account: accountIdSchema })

export function pokeRoutes(
  app: FastifyInstance,
  deps: { store: Store; authenticate: Authenticate; clock: () => number; hub: PokeHub },
): void {
  app.route({
    method: 'GET',
    url: '/api/poke',
    config: {
      doc: { summary: 'Server-sent events: a pull is worth while', query: querySchema, media: 'text/event-stream' },
    },
    async handler(request, reply) {
      const query = querySchema.safeParse(request.query)
      if (!query.success) return refuseRequest(reply, 'request-malformed', nonceIn(request))
      const who = await deps.authenticate(request.headers.cookie, query.data.account, request.received)
      if (!who.ok) return refuseRequest(reply, who.error, nonceIn(request))
      const { sees } = await deps.store.read(who.value.departmentId, (tx) => sightOf(tx, who.value, request.received))

      reply.hijack()
      const stream = reply.raw
      stream.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })
      const write = (text: string) => {
        if (stream.writableLength > MAX_UNREAD_BYTES) stream.destroy()
        else if (!stream.writableEnded) stream.write(text)
      }
      const send = (event: PokeEvent) => write(`event: ${event}\ndata: 1\n\n`)
      const remove = deps.hub.add({ who: who.value, sees, send, end: () => stream.end() })
      // a session may end in another process (the administrator's command line), so it is asked for again; but a
      // stream is nobody's use, so an open tab on a shared computer does not keep its session alive
      const beat = setInterval(async () => {
        const live = await isLive(deps.store, who.value, instantOf(deps.clock())).catch(() => null)
        if (live === false) deps.hub.close([who.value.sessionId])
        else write(':\n\n')
      }, POKE_HEARTBEAT_MS)
      stream.on('close', () => {
        clearInterval(beat)
        remove()
      })
      write(':\n\n')
    },
  })
}
