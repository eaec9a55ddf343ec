import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createRandom } from '#tests/support/random.ts'
import { freePort } from '#tests/support/server-process.ts'
import { audit } from './auditor.ts'
import { type Started, startBeside } from './beside.ts'
import type { KillEngine } from './engine.ts'
import { type Ledger, newLedger } from './ledger.ts'
import { POINTS } from './points.ts'
import { startWriters } from './writers.ts'

const ROOT = join(import.meta.dirname, '../..')
/** So many intents make a run worth an audit. */
const LEAST = 30
/** How long a server that is ready may take to come to its point, before it is killed where it is. */
const POINT_MS = 3000
const CACHE = join(ROOT, 'node_modules/.cache/dau-moi-kills')
const TRAP = join(import.meta.dirname, 'trap.ts')

export interface Killed {
  ledger: Ledger
  /** how often the server died where */
  deaths: Map<string, number>
  complaints: string[]
  audits: number
}

interface Options {
  dataDir: string
  engine: KillEngine
  kills: number
  seed: number
  /** the auditor comes after so many kills, and at the end */
  auditEvery?: number
  told?: (line: string) => void
}

/** Kills a real server so many times while people write, then lets it live until all has arrived. [ST1, SY2, PH6] */
export async function runKills({ dataDir, engine, kills, seed, auditEvery = 50, told }: Options): Promise<Killed> {
  const random = createRandom(seed)
  const ledger = newLedger()
  const deaths = new Map<string, number>()
  const complaints: string[] = []
  let audits = 0
  const port = await freePort()
  const env = {
    ...engine.env,
    PORT: `${port}`,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
    NODE_ENV: 'production',
    NODE_COMPILE_CACHE: CACHE,
  }

  const beside = engine.shared
    ? await startBeside(port, (other) => start({ ...env, PORT: `${other}` }), createRandom(seed + 7))
    : null

  async function look(final: boolean): Promise<void> {
    audits += 1
    await beside?.hold()
    const rows = await engine.openRows()
    complaints.push(...(await audit(rows, join(dataDir, 'photos'), ledger, final)))
    await rows.close()
    if (!final) await beside?.go()
  }

  let server = start({ ...env })
  await server.ready
  const people = {
    accounts: engine.accounts.filter(({ role }) => role === 'focal_point'),
    clerk: engine.accounts.find(({ role }) => role === 'office_clerk') ?? missing('a clerk'),
  }
  const writers = await startWriters(`http://127.0.0.1:${beside?.port ?? port}`, people, ledger, random)
  await server.kill()
  await beside?.go()

  for (let n = 1; n <= kills && complaints.length === 0; n += 1) {
    const where = await dieOnce()
    deaths.set(where, (deaths.get(where) ?? 0) + 1)
    if (n % auditEvery === 0) {
      await look(false)
      told?.(`${n} kills, ${ledger.intents.length} intents, ${complaints.length} complaints`)
    }
  }

  /** @returns where it died */
  async function dieOnce(): Promise<string> {
    const point = random.chance(0.6) ? random.pick(POINTS) : null
    const nth = 1 + random.int(point?.includes('commit') ? 40 : 6)
    server = start(point ? { ...env, KILL_AT: point, KILL_NTH: `${nth}` } : { ...env })
    if (!point) {
      const early = random.chance(0.2)
      if (!early) await server.ready
      await wait(random.int(early ? 500 : 200))
      await server.kill()
      return early ? 'while starting' : 'at random'
    }
    const ready = server.ready.then(() => wait(POINT_MS, false))
    const died = await Promise.race([server.gone.then(() => true), ready])
    if (died) return point
    await server.kill()
    return 'at random'
  }

  server = start({ ...env })
  await server.ready
  while (ledger.intents.length < LEAST) await wait(20)
  writers.finish()
  await writers.done
  await server.kill()
  await look(true)
  if (beside) {
    deaths.set('the second server', beside.deaths())
    await beside.close()
  }
  return { ledger, deaths, complaints, audits }
}

function start(env: Record<string, string>): Started {
  const child: ChildProcess = spawn(process.execPath, ['--import', TRAP, 'sync-server/main.ts'], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const gone = once(child, 'close').then(() => undefined)
  const ready = new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      output += chunk.toString()
      if (output.includes('Đầu Mối: http')) resolve()
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.on('exit', (code) => {
      // an end of its own is never planned here; a kill has no code
      if (code !== null) reject(new Error(`the server ended with ${code}:\n${output}`))
    })
  })
  ready.catch(() => undefined) // who waits for it hears of it; the trap may end it before
  return {
    ready,
    gone,
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
  }
}

function missing(what: string): never {
  throw new Error(`the demo has not got ${what}`)
}
