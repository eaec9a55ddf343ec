import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { buildApp } from './app.ts'
import { openDiskFiles } from './attachments/disk.ts'
import { backupProcess, startBackups } from './backup/schedule.ts'
import { type Env, readEnv } from './env.ts'
import type { Readiness } from './http/health.ts'
import { placeOf } from './http/logging.ts'
import { isBuilt } from './http/static.ts'
import { startNotifier } from './notify/scheduler.ts'
import { createSender } from './notify/send.ts'
import { listenOnPostgres } from './poke/postgres-notify.ts'
import { createAuthenticate, createReadAs } from './session/current.ts'
import { sessionRoutes } from './session/routes.ts'
import { lockFolder } from './store/lock.ts'
import { cannotOpenWords, openStore } from './store/open.ts'
import { aloneOnPostgres } from './store/postgres-alone.ts'
import { startUpkeep } from './upkeep/daily.ts'

const DIST = join(import.meta.dirname, '..', 'dist')

const env = readEnv(process.env)
if (env.ok) await start(env.value)
else stopWith(`The server did not start:\n${env.error.map((problem) => `  - ${problem}`).join('\n')}`)

async function start(env: Env): Promise<void> {
  const { port, host, dataDir, databaseUrl, publicOrigin, logLevel, trustProxy, minFreeBytes, backupDir, backupAt } =
    env
  // reports about children and signing keys: what the server writes is its owner's alone
  process.umask(0o077)
  await mkdir(dataDir, { recursive: true })
  // SQLite has one writer; processes on one PostgreSQL may share the folder, where only photos lie
  const unlock = databaseUrl === null ? lockFolder(dataDir) : () => undefined
  if (!unlock) return stopWith(`The server did not start: another one is running on ${dataDir}`)
  if (!isBuilt(DIST)) process.stderr.write('The app is not built, so only the API is served: run `npm run build`.\n')

  const opened = await openStore(env, { create: true })
  if (!opened.ok) return stopWith(`The server did not start: ${cannotOpenWords(opened.error)}`)
  const store = opened.value
  const otherProcesses = databaseUrl === null ? null : listenOnPostgres(databaseUrl)
  const backups =
    backupDir === null
      ? null
      : startBackups({
          store,
          clock: Date.now,
          minuteOfDay: backupAt,
          run: () => backupProcess(dataDir, backupDir),
          ...(databaseUrl === null ? {} : { alone: (work) => aloneOnPostgres(databaseUrl, work) }),
          ended: (outcome) => app.log[outcome === 'done' ? 'info' : 'error']({ outcome }, 'backup'),
        })
  const pushHosts = { hosts: env.pushHosts, loopback: env.pushLoopback }
  const app = buildApp({
    store,
    files: openDiskFiles(join(dataDir, 'photos')),
    clock: Date.now,
    newId: randomUUID,
    random: randomBytes,
    authenticate: createAuthenticate(store),
    readAs: createReadAs(store),
    sessionRoutes,
    publicOrigin,
    dist: DIST,
    trustProxy,
    pushHosts,
    log: { level: logLevel },
    ...(otherProcesses ? { otherProcesses } : {}),
    readiness: [roomOn(dataDir, minFreeBytes), ...(backups ? [backups.readiness] : [])],
    gauges: backups
      ? [
          {
            name: 'daumoi_backup_newest_seconds',
            help: 'When the newest good backup was made',
            read: backups.newestAt,
          },
          { name: 'daumoi_backup_failing', help: '1 while the last backup failed', read: backups.isFailing },
        ]
      : [],
  })

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    stopUpkeep()
    await stopNotifier()
    backups?.stop()
    await app.close()
    await otherProcesses?.close()
    await store.close()
    unlock()
    process.exit(0)
  }
  const stopUpkeep = startUpkeep(store, Date.now, (error) => app.log.error({ at: placeOf(error) }, 'the upkeep failed'))
  const stopNotifier = startNotifier(
    {
      store,
      clock: Date.now,
      newId: randomUUID,
      random: randomBytes,
      send: createSender({ hosts: pushHosts, contact: contactOf(env) }),
      sent: (outcome) => app.pushed(outcome),
    },
    (error) => app.log.error({ at: placeOf(error) }, 'reminding failed'),
  )
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)

  await app.listen({ port, host })
  void backups?.look()
  const bound = app.server.address()
  const at = typeof bound === 'object' && bound ? bound.port : port
  process.stdout.write(`Đầu Mối: http://${host}:${at}\n`)
}

/** Push services want to know whom to tell of trouble. */
function contactOf({ pushContact, publicOrigin }: Env): string {
  return pushContact ?? (publicOrigin?.startsWith('https:') ? publicOrigin : 'mailto:nobody@dau-moi.invalid')
}

function roomOn(folder: string, least: number): Readiness {
  return async () => {
    const { bavail, bsize } = await statfs(folder)
    const free = bavail * bsize
    return { part: 'disk', ready: free >= least, detail: `${Math.floor(free / 1024 / 1024)} MB free` }
  }
}

function stopWith(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
  process.exitCode = 1
}
