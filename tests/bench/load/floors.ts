import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { DepartmentId } from '#domain/ids.ts'
import { openSqlite } from '#server/store/sqlite.ts'
import { openWire, percentile } from './client.ts'

const BODY = 'a'.repeat(1500)
const SECONDS = 3

/** What the disk and SQLite allow at most: 64 rows of 1.5 KB a durable commit, nothing to decide. @returns rows a second */
export function rawBatched(folder: string): number {
  const database = new DatabaseSync(join(folder, 'floor.db'))
  database.exec('pragma journal_mode=WAL; pragma synchronous=FULL; create table rows (id text primary key, body text)')
  const insert = database.prepare('insert into rows values (?, ?)')
  let rows = 0
  const started = performance.now()
  while (performance.now() - started < SECONDS * 1000) {
    database.exec('begin immediate')
    for (let n = 0; n < 64; n += 1) insert.run(randomUUID(), BODY)
    database.exec('commit')
    rows += 64
  }
  const rate = rows / ((performance.now() - started) / 1000)
  database.close()
  return rate
}

/** The server's own store: writes of one such row that come by themselves and share commits. @returns rows a second */
export async function sharedCommits(folder: string): Promise<{ rate: number; perCommit: number }> {
  const store = await openSqlite(join(folder, 'shared.db'))
  const department = randomUUID() as DepartmentId
  const before = store.load().commits
  let rows = 0
  const started = performance.now()
  const writer = async () => {
    while (performance.now() - started < SECONDS * 1000) {
      const id = randomUUID()
      await store.write(department, (tx) =>
        tx
          .insertInto('records')
          .values({ department, space: 'bulletin', type: 'floor', id, entity: id, version: 1, body: BODY })
          .execute(),
      )
      rows += 1
    }
  }
  await Promise.all(Array.from({ length: 256 }, writer))
  const rate = rows / ((performance.now() - started) / 1000)
  const perCommit = rows / (store.load().commits - before)
  await store.close()
  return { rate, perCommit }
}

/** `/healthz` with so many connections at once. @returns requests a second */
export async function healthRate(port: number, connections = 32): Promise<number> {
  const wire = openWire(port, connections)
  let count = 0
  const started = performance.now()
  const caller = async () => {
    while (performance.now() - started < SECONDS * 1000) {
      await wire.ask('GET', '/healthz', {}, null)
      count += 1
    }
  }
  await Promise.all(Array.from({ length: connections }, caller))
  wire.close()
  return count / ((performance.now() - started) / 1000)
}

/** So many of each warm the code: one that was asked a hundred times is still being compiled, in the same process. */
const WARMING = 2000

/**
 * Two kinds of request in turn on one connection, so that both meet the same machine. Bodies are made before the
 * clock starts, answers are read to their end and not looked into. @returns their p50 and p95, ms
 */
export async function sideBySide(port: number, kinds: readonly [Request, Request], times = 3000) {
  const wire = openWire(port, 1)
  const took: [number[], number[]] = [[], []]
  for (let n = 0; n < WARMING + times; n += 1)
    for (const [i, { method, path, headers, body }] of kinds.entries()) {
      const started = performance.now()
      const { status } = await wire.ask(method, path, headers, body)
      if (n >= WARMING) took[i as 0 | 1].push(performance.now() - started)
      if (status !== 200) throw new Error(`${path}: ${status}`)
    }
  wire.close()
  return took.map((some) => ({ p50: percentile(some, 0.5), p95: percentile(some, 0.95) }))
}
interface Request {
  method: string
  path: string
  headers: Record<string, string>
  body: Buffer | null
}
