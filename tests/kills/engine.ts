import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import { instantOf } from '#domain/time.ts'
import { ensureDemo } from '#server/cli/demo/folder.ts'
import { databaseBeside } from '#tests/support/postgres/database.ts'
import type { Account } from '#tests/support/server-process.ts'

/** Plain SQL on a connection of its own. */
export interface Rows {
  rows<T>(sql: string): Promise<T[]>
  /** what the engine itself finds wrong with its file */
  integrity(): Promise<string[]>
  close(): Promise<void>
}

/** A database under the server, from outside. */
export interface KillEngine {
  /** for the server's process */
  env: Record<string, string>
  accounts: readonly Account[]
  openRows(): Promise<Rows>
  /** a second server may work on it at the same time */
  shared: boolean
  close(): Promise<void>
}

/** The demo's people on a database of its own. @param url of the empty tables of a throw-away PostgreSQL */
export async function postgresEngine(dataDir: string, url: string): Promise<KillEngine> {
  const database = await databaseBeside(url)
  const demo = await ensureDemo({
    dataDir,
    databaseUrl: database.url,
    fresh: false,
    now: instantOf(Date.now()),
    newId: randomUUID,
    random: randomBytes,
  })
  if (!demo.ok) throw new Error(demo.error)
  return {
    env: { DATABASE_URL: database.url },
    accounts: demo.value,
    shared: true,
    async openRows() {
      const client = new Client({ connectionString: database.superUrl })
      await client.connect()
      // what a killed server had begun is undone once the database has noticed
      const busy = `select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`
      while ((await client.query(busy)).rows.length > 0) await wait(20)
      const rows = async <T>(sql: string) => (await client.query(sql)).rows as T[]
      return {
        rows,
        async integrity() {
          await client.query('create extension if not exists amcheck')
          const wrong: string[] = []
          for (const { name } of await rows<{ name: string }>(
            "select indexrelid::regclass::text as name from pg_index where indrelid::regclass::text !~ '^pg_'",
          ))
            await client
              .query('select bt_index_check($1, true)', [name])
              .catch((error: Error) => wrong.push(error.message))
          return wrong
        },
        close: () => client.end(),
      }
    },
    close: database.drop,
  }
}

/** The demo's people on SQLite in a folder. */
export async function sqliteEngine(dataDir: string): Promise<KillEngine> {
  const now = instantOf(Date.now())
  const demo = await ensureDemo({
    dataDir,
    databaseUrl: null,
    fresh: false,
    now,
    newId: randomUUID,
    random: randomBytes,
  })
  if (!demo.ok) throw new Error(demo.error)
  return {
    env: {},
    accounts: demo.value,
    shared: false,
    async openRows() {
      const database = new DatabaseSync(join(dataDir, 'dau-moi.db'), { readOnly: true })
      const rows = async <T>(sql: string) => database.prepare(sql).all() as T[]
      return {
        rows,
        async integrity() {
          const found = await rows<{ integrity_check: string }>('pragma integrity_check')
          return found.map((row) => row.integrity_check).filter((word) => word !== 'ok')
        },
        close: async () => database.close(),
      }
    },
    close: async () => undefined,
  }
}
