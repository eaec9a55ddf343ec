import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely'

/** The oldest SQLite whose WAL is trusted here (3.51.3 fixes a checkpoint race that could corrupt). */
const OLDEST = [3, 51, 3] as const

/** @throws with a readable sentence when the SQLite inside this Node is too old to trust */
export function checkSqliteVersion(version: string): void {
  const parts = version.split('.').map(Number)
  for (const [i, wanted] of OLDEST.entries()) {
    const found = parts[i] ?? 0
    if (found > wanted) return
    if (found < wanted) throw new Error(`SQLite ${version} is too old: ${OLDEST.join('.')} or newer is needed`)
  }
}

/** Lets Kysely speak to `node:sqlite`; prepared statements are kept, since the server asks the same few questions. */
export function dialectFor(database: DatabaseSync): SqliteDialect {
  const prepared = new Map<string, SqliteStatement>()
  const bridge: SqliteDatabase = {
    prepare(sql) {
      let found = prepared.get(sql)
      if (!found) {
        found = bridged(database.prepare(sql))
        if (prepared.size > 500) prepared.clear()
        prepared.set(sql, found)
      }
      return found
    },
    close: () => database.close(),
  }
  return new SqliteDialect({ database: bridge })
}

const bridged = (statement: StatementSync): SqliteStatement => ({
  reader: statement.columns().length > 0,
  all: (values) => statement.all(...(values as SQLInputValue[])),
  run: (values) => statement.run(...(values as SQLInputValue[])),
  iterate: (values) => statement.iterate(...(values as SQLInputValue[])) as IterableIterator<unknown>,
})
