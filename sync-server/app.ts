import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { instantOf } from '#domain/time.ts'
import type { ErrorCode } from '#protocol/errors.ts'
import { isFull } from './attachments/durable.ts'
import type { FileStore } from './attachments/files.ts'
import { photoRoutes } from './attachments/routes.ts'
import { createTurns } from './attachments/turns.ts'
import { nonceIn, refuseRequest } from './http/answers.ts'
import { acceptJson } from './http/body.ts'
import { compressAnswers } from './http/compress.ts'
import { createCounters } from './http/counters.ts'
import { healthRoutes, type Readiness } from './http/health.ts'
import { type LogTarget, logRequests, placeOf, QUIET } from './http/logging.ts'
import { describeRoutes } from './http/openapi.ts'
import { isForeign } from './http/origin.ts'
import { serveApp } from './http/static.ts'
import { keysRoutes } from './keys/routes.ts'
import { KNOWN_HOSTS, type PushHosts } from './notify/endpoint.ts'
import { reminderRoutes } from './notify/routes.ts'
import type { SendOutcome } from './notify/send.ts'
import { officeRoutes } from './office/routes.ts'
import { createPokeHub, type PokeHub } from './poke/hub.ts'
import type { OtherProcesses } from './poke/other-processes.ts'
import { pokeRoutes } from './poke/routes.ts'
import { pullRoutes } from './pull/routes.ts'
import type { PageSize } from './pull/service.ts'
import { type Pushing, pushRoutes } from './push/routes.ts'
import type { Faults } from './push/service.ts'
import type { Authenticate, ReadAs, SessionRoutes } from './session/who.ts'
import { canWrite } from './store/health.ts'
import { type Store, StoreTrouble } from './store/store.ts'

export interface ServerDeps {
  store: Store
  files: FileStore
  /** milliseconds since 1970 */
  clock: () => number
  newId: () => string
  random: (bytes: number) => Uint8Array
  authenticate: Authenticate
  readAs: ReadAs
  sessionRoutes: SessionRoutes
  /** `https://…`, where people reach the server; null: whatever host a request was sent to */
  publicOrigin: string | null
  /** folder of the built app; null for none */
  dist: string | null
  /** how many proxies in front are believed about where a request comes from; 0: none */
  trustProxy?: number
  /** null: no log */
  log?: LogTarget | null
  /** more that must be in order before reports are taken, such as room on the disk */
  readiness?: readonly Readiness[]
  /** more numbers for /metrics, read when they are asked for */
  gauges?: readonly { name: string; help: string; read: () => number }[]
  /** processes that share the database; none unless told */
  otherProcesses?: OtherProcesses
  /** where messages of Web Push may go; the known services unless told */
  pushHosts?: PushHosts
  /** how much one answer to a pull holds; as much as a slow line bears unless told */
  page?: PageSize
  /** named points at which a test ends the process or throws */
  faults?: Faults
}

declare module 'fastify' {
  interface FastifyInstance {
    pokes: PokeHub
    /** counts what a push service made of a message */
    pushed: (outcome: SendOutcome) => void
  }
}

/**
 * The whole server as a value: no port, no clock and no chance of its own, so that tests and the simulator drive
 * it by `inject`. Whoever made the store closes it, after the app.
 */
export function buildApp(deps: ServerDeps): FastifyInstance {
  const { store, publicOrigin, trustProxy = 0, log = null } = deps
  const app = Fastify({
    logger: log ? { ...log, serializers: QUIET } : false,
    logController: new LogController({ disableRequestLogging: true }),
    // Fastify itself refuses a bare number, since a count cannot tell the proxy from a caller who comes past it:
    // OPERATIONS.md says that nobody may. Hop 0 is who is connected, then X-Forwarded-For from the right.
    trustProxy: (_address, hop) => hop < trustProxy,
    forceCloseConnections: 'idle',
    exposeHeadRoutes: false,
  })
  const https = publicOrigin?.startsWith('https:') === true
  const counters = createCounters()
  const hub = createPokeHub()
  app.decorate('pokes', hub)
  app.decorate('pushed', (outcome) => counters.add('daumoi_reminders_total', { outcome }))
  app.addHook('preClose', async () => hub.closeAll())

  beforeRoutes(app, deps)
  logRequests(app, counters)
  compressAnswers(app)
  acceptJson(app)
  describeRoutes(app)
  app.setErrorHandler((error, request, reply) => refuseRequest(reply, codeOf(error, request.log), nonceIn(request)))

  const changed: PokeHub['changed'] = (department, audience) => {
    hub.changed(department, audience)
    deps.otherProcesses?.tell({ department, audience })
  }
  deps.otherProcesses?.listen(
    ({ department, audience }) => hub.changed(department, audience),
    () => hub.changedUnseen(),
  )
  const pushing: Pushing = { underWay: 0 }
  pushRoutes(app, {
    ...deps,
    pushing,
    changed,
    ruled: (kind) => counters.add('daumoi_verdicts_total', { kind }),
    stumbled(mid, error) {
      counters.add('daumoi_stumbles_total')
      app.log.error({ mid, at: placeOf(error) }, 'stumbled over a mutation')
    },
  })
  const toldStuck = (changes: number) => counters.add('daumoi_stuck_told_total', {}, changes)
  pullRoutes(app, { ...deps, pushing, toldStuck })
  pokeRoutes(app, { ...deps, hub })
  const counted = (bytes: number) => counters.add('daumoi_photo_bytes_total', {}, bytes)
  photoRoutes(app, { ...deps, turns: createTurns(), changed, counted })
  officeRoutes(app, deps)
  keysRoutes(app, deps)
  reminderRoutes(app, { ...deps, pushHosts: deps.pushHosts ?? { hosts: KNOWN_HOSTS, loopback: false } })
  deps.sessionRoutes(app, { ...deps, secure: https, closeSessions: (ids) => hub.close(ids) })

  counters.gauge('daumoi_open_pokes', 'Streams of server-sent events', () => hub.size)
  counters.gauge('daumoi_pushes_under_way', 'Pushes that wait for their verdicts', () => pushing.underWay)
  counters.gauge('daumoi_writes_waiting', 'Writes that wait for the database', () => store.load().waiting)
  counters.gauge('daumoi_commits', 'Durable commits since the start', () => store.load().commits)
  for (const { name, help, read } of deps.gauges ?? []) counters.gauge(name, help, read)
  healthRoutes(app, { counters, readiness: [() => canWrite(store), ...(deps.readiness ?? [])] })
  serveApp(app, { dist: deps.dist, https })
  return app
}

/** The moment of receipt comes before everything else, then whether the request may change anything at all. */
function beforeRoutes(app: FastifyInstance, { clock, publicOrigin }: ServerDeps): void {
  app.decorateRequest('received', instantOf(0))
  app.decorateReply('refusedWith', null)
  app.addHook('onRequest', async (request, reply) => {
    request.received = instantOf(clock())
    if (isForeign(request, publicOrigin)) return refuseRequest(reply, 'origin-foreign', nonceIn(request))
  })
}

/** What people hear of an error that no route expected; the log hears where it happened. */
function codeOf(error: unknown, log: FastifyBaseLogger): ErrorCode {
  if (error instanceof StoreTrouble) {
    log.error({ at: placeOf(error), cause: placeOf(error.cause) }, 'the store failed')
    return error.full ? 'storage-full' : 'server-busy'
  }
  if (isFull(error)) {
    log.error({ at: placeOf(error) }, 'the disk is full')
    return 'storage-full'
  }
  const { code = '', statusCode = 500 } = error as { code?: string; statusCode?: number }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return 'too-large'
  if (statusCode >= 400 && statusCode < 500) return 'request-malformed'
  log.error({ at: placeOf(error) }, 'unexpected')
  return 'server-error'
}
