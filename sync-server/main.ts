import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { buildApp } from './app.ts'
import { openDiskFiles } from './attachments/disk.ts'
import { type Env, readEnv } from './env.ts'
import type { Readiness } from './http/health.ts'
import { placeOf } from './http/logging.ts'
import { isBuilt } from './http/static.ts'
import { createAuthenticate } from './session/current.ts'
import { sessionRoutes } from './session/routes.ts'
import { lockFolder } from './store/lock.ts'
import { openSqlite } from './store/sqlite.ts'
import { startUpkeep } from './upkeep/daily.ts'

const DIST = join(import.meta.dirname, '..', 'dist')

const env = readEnv(process.env)
if (env.ok) await start(env.value)
else stopWith(`The server did not start:\n${env.error.map((problem) => `  - ${problem}`).join('\n')}`)

async function start({ port, host, dataDir, publicOrigin, logLevel, trustProxy, minFreeBytes }: Env): Promise<void> {
  // reports about children and signing keys: what the server writes is its owner's alone
  process.umask(0o077)
  await mkdir(dataDir, { recursive: true })
  const unlock = lockFolder(dataDir)
  if (!unlock) return stopWith(`The server did not start: another one is running on ${dataDir}`)
  if (!isBuilt(DIST)) process.stderr.write('The app is not built, so only the API is served: run `npm run build`.\n')

  const store = await openSqlite(join(dataDir, 'dau-moi.db'))
  const app = buildApp({
    store,
    files: openDiskFiles(join(dataDir, 'photos')),
    clock: Date.now,
    newId: randomUUID,
    random: randomBytes,
    authenticate: createAuthenticate(store),
    sessionRoutes,
    publicOrigin,
    dist: DIST,
    trustProxy,
    log: { level: logLevel },
    readiness: [roomOn(dataDir, minFreeBytes)],
  })

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    stopUpkeep()
    await app.close()
    await store.close()
    unlock()
    process.exit(0)
  }
  const stopUpkeep = startUpkeep(store, Date.now, (error) => app.log.error({ at: placeOf(error) }, 'the upkeep failed'))
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)

  await app.listen({ port, host })
  const bound = app.server.address()
  const at = typeof bound === 'object' && bound ? bound.port : port
  process.stdout.write(`Đầu Mối: http://${host}:${at}\n`)
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
