import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { preparePostgres } from '#server/store/postgres-prepare.ts'
import { binaries, runner } from './binaries.ts'

/**
 * Runs a throw-away PostgreSQL for as long as whoever started this process lives: its standard input is the
 * thread, so that a test runner that is killed leaves no database behind. Says one line once it is ready:
 * the URL of a database that holds the empty tables, from which others can be copied.
 */
const as = runner()
const folder = mkdtempSync(join(tmpdir(), 'dau-moi-postgres-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
if (as.uid !== undefined && as.gid !== undefined) chownSync(folder, as.uid, as.gid)
const bin = binaries(as, folder)
const data = join(folder, 'data')
const options = { ...as, cwd: folder, env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' } }

const made = spawnSync(
  join(bin, 'initdb'),
  ['-D', data, '-U', 'super', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-instructions', '--no-sync'],
  { ...options, encoding: 'utf8' },
)
if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? made.stderr}`)

const port = await freePort()
const settings = { listen_addresses: '127.0.0.1', port, unix_socket_directories: '', max_connections: 200 }
const database: ChildProcess = spawn(
  join(bin, 'postgres'),
  ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
  { ...options, stdio: ['ignore', 'inherit', 'pipe'] },
)
let said = ''
database.stderr?.on('data', (chunk: Buffer) => {
  said = (said + chunk.toString()).slice(-20_000)
})
const ended = once(database, 'exit')

process.stdin.on('end', stop).on('error', stop).resume()
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
ended.then(() => process.exit())

const superuser = `postgres://super@127.0.0.1:${port}/postgres`
await ask(superuser, ['create role owner login createrole createdb', 'create database empty owner owner'])
const url = `postgres://owner@127.0.0.1:${port}/empty`
const prepared = await preparePostgres(url)
if (!prepared.ok) throw new Error(JSON.stringify(prepared.error))
process.stdout.write(`${url}\n`)

function stop(): void {
  // fast shutdown: breaks off what is under way
  database.kill('SIGINT')
}

/** Tries until the database takes connections. */
async function ask(at: string, statements: readonly string[]): Promise<void> {
  for (let tried = 0; ; tried += 1) {
    const client = new Client({ connectionString: at })
    try {
      await client.connect()
      for (const statement of statements) await client.query(statement)
      return
    } catch (error) {
      if (tried > 200 || database.exitCode !== null)
        throw new Error(`PostgreSQL did not start: ${said}`, { cause: error })
      await new Promise((resolve) => setTimeout(resolve, 50))
    } finally {
      await client.end().catch(() => undefined)
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
