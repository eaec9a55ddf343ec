import { type BackupSource, postgresTables, sqliteFile } from '#server/backup/source.ts'
import { databaseIn } from '#server/store/open.ts'
import { openPostgres } from '#server/store/postgres.ts'
import { openSqlite } from '#server/store/sqlite.ts'
import type { Store } from '#server/store/store.ts'
import { testDatabase } from './postgres/database.ts'

/**
 * The database of a test's server: SQLite in `folder`, or with `STORE=postgres` a database of its own on the run's
 * PostgreSQL, so that every test of the server can be run on both. Its end goes with `close`.
 */
export async function openTestStore(folder: string): Promise<Store> {
  return isPostgres() ? openTestPostgres() : openSqlite(databaseIn(folder))
}

/** What a backup of such a server is made of. */
export const sourceOf = ({ folder, store }: { folder: string; store: Store }): BackupSource =>
  isPostgres() ? postgresTables(store) : sqliteFile(databaseIn(folder))

const isPostgres = () => process.env.STORE === 'postgres'

/** Whatever the run is on. */
export async function openTestPostgres(): Promise<Store> {
  const { url, drop } = await testDatabase()
  const opened = await openPostgres(url)
  if (!opened.ok) throw new Error(JSON.stringify(opened.error))
  const store = opened.value
  return {
    ...store,
    async close() {
      await store.close()
      await drop()
    },
  }
}
