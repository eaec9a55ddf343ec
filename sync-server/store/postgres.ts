import { setTimeout as pause } from 'node:timers/promises'
import { CompiledQuery, Kysely, PostgresDialect } from 'kysely'
import { escapeLiteral } from 'pg'
import { ok, type Result } from '#domain/result.ts'
import { postgresPool } from './postgres-pool.ts'
import { type CannotOpen, preparePostgres } from './postgres-prepare.ts'
import { asPostgresTrouble, mayComeAgain } from './postgres-trouble.ts'
import { APP_ROLE } from './postgres-wall.ts'
import type { Schema } from './schema.ts'
import { type Scope, SERVER, type Store, StoreTrouble, type Tx } from './store.ts'

/** Reports have connections of their own, which pulls cannot take. */
const WRITERS = 4
const READERS = 8
/** How often a transaction that the database broke off is tried, and how long it waits at the most between. */
const TRIES = 6
const LONGEST_PAUSE_MS = 400
/** Advisory locks of this server: the second number is the department. */
const LINE = 0x6d_c0

/**
 * A database that several processes share. Each write is a transaction of its own; those of one department run
 * one after the other, in all processes together, as they do on SQLite: what is decided on was not changed
 * meanwhile. Every transaction works as a role that the wall holds. [ST1–ST4, ST10, ST11]
 * @param url `postgres://…` of the role that owns the tables
 * @param patienceMs how long a write waits for another process before it is rejected
 */
export async function openPostgres(url: string, patienceMs = 5000): Promise<Result<Store, CannotOpen>> {
  const prepared = await preparePostgres(url)
  if (!prepared.ok) return prepared
  const writer = poolOf(url, WRITERS)
  const reader = poolOf(url, READERS)
  const lines = new Map<string, Promise<unknown>>()
  let commits = 0
  let waiting = 0

  async function writeOnce<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
    const value = await writer.connection().execute((tx) => within(tx, beginWrite(scope, patienceMs), work))
    commits += 1
    return value
  }

  async function writeDurably<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
    waiting -= 1
    for (let tried = 1; ; tried += 1) {
      try {
        return await writeOnce(scope, work)
      } catch (error) {
        if (!mayComeAgain(error) || tried === TRIES) throw asPostgresTrouble(error) ?? error
        await pause(Math.random() * Math.min(LONGEST_PAUSE_MS, 10 * 2 ** tried))
      }
    }
  }

  return ok({
    write(scope, work) {
      waiting += 1
      const line = typeof scope === 'string' ? scope : ''
      const mine = (lines.get(line) ?? Promise.resolve()).then(() => writeDurably(scope, work))
      const settled = mine
        .catch(() => undefined)
        .then(() => {
          if (lines.get(line) === settled) lines.delete(line)
        })
      lines.set(line, settled)
      return mine
    },
    async read(scope, work) {
      try {
        return await reader.connection().execute((tx) => within(tx, beginRead(scope), work))
      } catch (error) {
        throw asPostgresTrouble(error) ?? error
      }
    },
    load: () => ({ commits, waiting }),
    async close() {
      await Promise.all(lines.values())
      await reader.destroy()
      await writer.destroy()
    },
  })
}

function poolOf(connectionString: string, max: number): Kysely<Schema> {
  const pool = postgresPool({ connectionString, max, connectionTimeoutMillis: 5000 })
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
}

/** One transaction from its beginning to its end, on one connection. @throws what `work` threw, or the engine's own */
async function within<T>(tx: Tx, begin: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    await say(tx, begin).catch((error: unknown) => {
      // nobody's work was asked yet: whatever is wrong, it is the machine's. A standby takes no writes, for one
      throw mayComeAgain(error) ? error : (asPostgresTrouble(error) ?? new StoreTrouble(false, error))
    })
    const value = await work(tx)
    // of a transaction that a swallowed error spoilt, a bare commit would quietly be a rollback
    await say(tx, 'select 1;commit')
    return value
  } catch (error) {
    // where the line is lost the database undoes it by itself
    const lost = await say(tx, 'rollback').then(
      () => null,
      (failure: unknown) => failure,
    )
    throw lost ? (asPostgresTrouble(error) ?? new StoreTrouble(false, error)) : error
  }
}

/** Several statements without parameters in one round trip. */
const say = (tx: Tx, statements: string) => tx.executeQuery(CompiledQuery.raw(statements))

const beginRead = (scope: Scope): string =>
  [
    'begin isolation level repeatable read, read only',
    `set local role ${APP_ROLE}`,
    `set local statement_timeout = '30s'`,
    `set local idle_in_transaction_session_timeout = '60s'`,
    ...entering(scope),
  ].join(';')

/** Each statement sees what was committed before it began, so what follows the lock sees all that came before. */
const beginWrite = (scope: Scope, patienceMs: number): string =>
  [
    'begin isolation level read committed, read write',
    `set local role ${APP_ROLE}`,
    `set local lock_timeout = ${patienceMs}`,
    `set local statement_timeout = '30s'`,
    `set local idle_in_transaction_session_timeout = '60s'`,
    'set local synchronous_commit = on',
    ...entering(scope),
    ...turnsOf(scope),
  ].join(';')

/** Tells the wall whose rows there are; a name or a token shows its own row, which tells the department. [ST10] */
function entering(scope: Scope): string[] {
  if (scope === SERVER) return []
  if (typeof scope === 'string') return [told('department', escapeLiteral(scope))]
  const [table, column, value] =
    'username' in scope ? ['accounts', 'username', scope.username] : ['sessions', 'token_hash', scope.tokenHash]
  // a NUL would cut the statement short; nobody's name or hash holds one
  const literal = escapeLiteral(value.replaceAll('\0', ' '))
  return [
    told(column, literal),
    told('department', `coalesce((select department from ${table} where ${column} = ${literal}), '')`),
  ]
}

const told = (name: string, value: string) => `select set_config('dau_moi.${name}', ${value}, true)`

/** The department's turn, then the server's where its own tables are written too: always in this order. [ST11] */
function turnsOf(scope: Scope): string[] {
  const department = `select pg_advisory_xact_lock(${LINE}, hashtext(current_setting('dau_moi.department')))`
  const server = `select pg_advisory_xact_lock(${LINE}, hashtext(''))`
  if (scope === SERVER) return [server]
  return typeof scope !== 'string' && 'username' in scope ? [department, server] : [department]
}
