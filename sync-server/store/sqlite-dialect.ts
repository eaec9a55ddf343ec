import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { Kysely, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely'
import { answerAtOnce } from './compiled.ts'
import type { Schema } from './schema.ts'

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
export function kyselyOn(database: DatabaseSync): Kysely<Schema> {
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
  const kysely = new Kysely<Schema>({ dialect: new SqliteDialect({ database: bridge }) })
  answerAtOnce(kysely, (sql) => answerer(database.prepare(sql)))
  return kysely
}

/**
 * Rows come as lists and are made objects here: those that `node:sqlite` makes are dictionaries, which take longer
 * to make and to read.
 */
function answerer(statement: StatementSync): (values: readonly unknown[]) => unknown[] {
  const names = statement.columns().map(({ name }) => name)
  if (names.length === 0)
    return (values) => {
      statement.run(...(values as SQLInputValue[]))
      return []
    }
  statement.setReturnArrays(true)
  return (values) => (statement.all(...(values as SQLInputValue[])) as unknown as unknown[][]).map(asRow)

  function asRow(row: readonly unknown[]): Record<string, unknown> {
    const named: Record<string, unknown> = {}
    for (let at = 0; at < names.length; at += 1) named[names[at] as string] = row[at]
    return named
  }
}

const bridged = (statement: StatementSync): SqliteStatement => ({
  reader: statement.columns().length > 0,
  all: (values) => statement.all(...(values as SQLInputValue[])),
  run: (values) => statement.run(...(values as SQLInputValue[])),
  iterate: (values) => statement.iterate(...(values as SQLInputValue[])) as IterableIterator<unknown>,
})
