import { DatabaseSync } from 'node:sqlite'
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import { CompiledQuery, Kysely } from 'kysely'
import { migrate } from './migrate.ts'
import type { Schema } from './schema.ts'
import { checkSqliteVersion, dialectFor } from './sqlite-dialect.ts'
import { type Scope, type Store, StoreTrouble, type Tx } from './store.ts'

/** How many writes share one commit at the most: more would only make the first of them wait longer. */
const SHARED = 64
/**
 * How long SQLite itself waits for another process's lock: the whole server stands still meanwhile, so the
 * waiting is done between tries.
 */
const LOCKED_MS = 10
const BETWEEN_TRIES_MS = 40

interface Job {
  work: (tx: Tx) => Promise<unknown>
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
}

/**
 * One file, one writer. WAL with `synchronous=FULL`: a commit that returned survives a power cut. Writes that
 * wait at the same time run one after the other, each in its own savepoint, and share one commit. [ST1–ST4]
 * @param file path of the database; its folder must exist
 * @param patienceMs how long a write waits for another process that holds the lock before it is rejected
 */
export async function openSqlite(file: string, patienceMs = 5000): Promise<Store> {
  const writing = new DatabaseSync(file)
  checkSqliteVersion((writing.prepare('select sqlite_version() as v').get() as { v: string }).v)
  writing.exec('pragma busy_timeout=5000; pragma journal_mode=WAL; pragma synchronous=FULL; pragma foreign_keys=ON')
  forWall(writing)
  const writer = new Kysely<Schema>({ dialect: dialectFor(writing) })
  await migrate(writer)
  writing.exec(`pragma busy_timeout=${LOCKED_MS}`)
  const reading = new DatabaseSync(file, { readOnly: true })
  reading.exec('pragma busy_timeout=5000')
  forWall(reading)
  const reader = new Kysely<Schema>({ dialect: dialectFor(reading) })

  const waiting: Job[] = []
  let draining: Promise<void> | null = null
  let commits = 0

  const drain = async () => {
    while (waiting.length > 0) {
      await writer.connection().execute(commitTogether)
      // SQLite answers at once, so without this a long queue would keep new requests from being taken in
      await nextTurn()
    }
    draining = null
  }

  /** @throws when the lock did not yield in time, or at once for any other trouble */
  async function begin(tx: Tx): Promise<void> {
    const until = performance.now() + patienceMs
    for (;;) {
      try {
        await say(tx, 'begin immediate')
        return
      } catch (error) {
        if (primaryCodeOf(error) !== BUSY || performance.now() >= until) throw error
        await pause(BETWEEN_TRIES_MS)
      }
    }
  }

  async function commitTogether(tx: Tx): Promise<void> {
    try {
      await begin(tx)
    } catch (error) {
      // nobody's turn will come, so all who wait hear of it: left in line they would be tried for ever [ST9]
      const trouble = asTrouble(error) ?? new StoreTrouble(false, error)
      for (const { reject } of waiting.splice(0)) reject(trouble)
      return
    }
    const settled: (() => void)[] = []
    const rejected: Job[] = []
    try {
      for (let job = waiting.shift(); job; job = settled.length < SHARED ? waiting.shift() : undefined) {
        rejected.push(job)
        settled.push(await runOne(tx, job))
      }
      await tx.executeQuery(COMMIT)
      commits += 1
    } catch (error) {
      await say(tx, 'rollback').catch(() => undefined) // the failed commit may have ended it already
      for (const { reject } of rejected) reject(asTrouble(error) ?? error)
      return
    }
    for (const settle of settled) settle()
  }

  async function runOne(tx: Tx, { work, resolve, reject }: Job): Promise<() => void> {
    await say(tx, 'savepoint one')
    try {
      const value = await work(tx)
      await say(tx, 'release one')
      return () => resolve(value)
    } catch (error) {
      const trouble = asTrouble(error)
      // the engine may have dropped the whole transaction: what shares this commit fails with it
      if (trouble) throw trouble
      await say(tx, 'rollback to one')
      await say(tx, 'release one')
      return () => reject(error)
    }
  }

  return {
    write: <T>(_scope: Scope, work: (tx: Tx) => Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        waiting.push({ work, resolve: resolve as (value: unknown) => void, reject })
        draining ??= drain()
      }),
    read: (_scope, work) =>
      reader.connection().execute(async (tx) => {
        await tx.executeQuery(BEGIN)
        try {
          return await work(tx)
        } finally {
          await tx.executeQuery(COMMIT)
        }
      }),
    load: () => ({ commits, waiting: waiting.length }),
    async close() {
      await draining
      await reader.destroy()
      await writer.destroy()
    },
  }
}

const BEGIN = CompiledQuery.raw('begin')
const COMMIT = CompiledQuery.raw('commit')
const say = (tx: Tx, statement: string) => tx.executeQuery(CompiledQuery.raw(statement))

/** Queries that widen PostgreSQL's wall by one row run here too, where one file has no wall. [ST10] */
const forWall = (database: DatabaseSync) => database.function('set_config', (_name, value, _local) => value)

/** SQLite's own primary codes that tell of the machine and not of the statement. */
const BUSY = 5
const FULL = 13
const TROUBLES: ReadonlySet<number> = new Set([BUSY, 6, 7, 8, 10, 11, FULL, 14, 15, 26])

function primaryCodeOf(error: unknown): number | null {
  const code = (error as { errcode?: unknown } | null)?.errcode
  return typeof code === 'number' ? code & 0xff : null
}

function asTrouble(error: unknown): StoreTrouble | null {
  if (error instanceof StoreTrouble) return error
  const code = primaryCodeOf(error)
  return code !== null && TROUBLES.has(code) ? new StoreTrouble(code === FULL, error) : null
}
