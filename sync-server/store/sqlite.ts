import { DatabaseSync } from 'node:sqlite'
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import { CompiledQuery } from 'kysely'
import { migrate } from './migrate.ts'
import { checkSqliteVersion, kyselyOn } from './sqlite-dialect.ts'
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
  const writer = kyselyOn(writing)
  await migrate(writer)
  writing.exec(`pragma busy_timeout=${LOCKED_MS}`)
  const reading = new DatabaseSync(file, { readOnly: true })
  reading.exec('pragma busy_timeout=5000')
  forWall(reading)
  const reader = await openReader(reading)

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
      reader.letGo()
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
    read: (_scope, work) => reader.read(work),
    load: () => ({ commits, waiting: waiting.length }),
    async close() {
      await draining
      await reader.close()
      await writer.destroy()
    },
  }
}

/**
 * One connection for every read, one after the other: asking for it anew each time would cost as much as reading.
 * It stands in a transaction that has not read yet, and so sees what is committed when it first does; one that has
 * read ends before the next one reads, and no later than in the next turn, so that nobody's answer waits for it.
 */
async function openReader(database: DatabaseSync) {
  const kysely = kyselyOn(database)
  const [begin, commit] = [database.prepare('begin'), database.prepare('commit')]
  const end = Promise.withResolvers<void>()
  const taken = Promise.withResolvers<Tx>()
  const held = kysely.connection().execute((tx) => {
    taken.resolve(tx)
    return end.promise
  })
  const tx = await taken.promise
  let last: Promise<unknown> = Promise.resolve()
  let hasRead = true
  let isReading = false
  let isRenewing = false

  // asked for a row that they have not, since a run makes a list of what it changed
  function renew(): void {
    if (!hasRead) return
    if (database.isTransaction) commit.get()
    begin.get()
    hasRead = false
  }

  async function readNow<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    renew()
    hasRead = true
    isReading = true
    try {
      return await work(tx)
    } finally {
      isReading = false
      if (!isRenewing) setImmediate(renewInTurn)
      isRenewing = true
    }
  }

  function renewInTurn(): void {
    isRenewing = false
    last = last.then(renew).catch(() => undefined) // the next read meets the same, and whoever asked hears of it
  }
  return {
    read<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
      const mine = last.then(() => readNow(work))
      last = mine.catch(() => undefined) // whoever asked hears of it
      return mine
    },
    /**
     * Before a commit: SQLite empties its journal with it, and begins it anew only where nobody looks at what was
     * before. The session that the same request has just read would be that in every request. [ST15]
     */
    letGo(): void {
      if (isReading) return
      try {
        renew()
      } catch {
        hasRead = true // the next read meets the same, and whoever asked hears of it
      }
    },
    async close() {
      await last
      hasRead = false // what its turn would still end is ended with the connection
      end.resolve()
      await held
      await kysely.destroy()
    },
  }
}

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
