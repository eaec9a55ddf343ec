import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { canonical } from '#domain/canonical.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import { accountByUsername, accountsOf } from './accounts.ts'
import type { Schema } from './schema.ts'
import type { Store, Tx } from './store.ts'
import { DEPARTMENT_TABLES, KEYS } from './tables.ts'

export type CopyRefusal = 'target-not-empty' | 'username-taken'

type Row = Readonly<Record<string, unknown>>
type Table = keyof Schema

const PAGE = 500
/** The department's own row first. */
const TABLES: readonly Table[] = ['departments', ...DEPARTMENT_TABLES]

/**
 * Copies a department from one engine to another: the source as of one moment, the target in one transaction, so
 * that it is whole or not there at all. Every row is read back and compared before it is committed. [ST12]
 * @returns how many rows
 */
export const copyDepartment = (from: Store, to: Store, department: string): Promise<Result<number, CopyRefusal>> =>
  from.read(department, (source) =>
    to.write(department, async (target): Promise<Result<number, CopyRefusal>> => {
      for (const table of TABLES)
        if ((await pageOf(target, table, department, null)).length > 0) return fail('target-not-empty')
      for (const { username } of await accountsOf(source, department))
        if (await accountByUsername(target, username)) return fail('username-taken')
      let rows = 0
      for (const table of TABLES) rows += await copyTable(source, target, table, department)
      return ok(rows)
    }),
  )

/** @throws when what the target gives back is not what the source gave */
async function copyTable(source: Tx, target: Tx, table: Table, department: string): Promise<number> {
  let rows = 0
  const given = createHash('sha256')
  for await (const page of pagesOf(source, table, department)) {
    await target
      .insertInto(table)
      .values(page as never)
      .execute()
    given.update(canonical(page))
    rows += page.length
  }
  const taken = createHash('sha256')
  for await (const page of pagesOf(target, table, department)) taken.update(canonical(page))
  if (given.digest('hex') !== taken.digest('hex')) throw new Error(`${table} came out differently on the other engine`)
  return rows
}

async function* pagesOf(tx: Tx, table: Table, department: string): AsyncGenerator<Row[]> {
  let after: Row | null = null
  for (;;) {
    const page: Row[] = await pageOf(tx, table, department, after)
    if (page.length > 0) yield page
    if (page.length < PAGE) return
    after = page.at(-1) ?? null
  }
}

/** The next rows in the order of the primary key, which is the same on every engine. */
async function pageOf(tx: Tx, table: Table, department: string, after: Row | null): Promise<Row[]> {
  const keys: readonly string[] = KEYS[table]
  const columns = sql.join(keys.map((key) => sql.ref(key)))
  const beyond = after ? sql`and (${columns}) > (${sql.join(keys.map((key) => after[key]))})` : sql``
  const own = sql.ref(keys[0] ?? '')
  const { rows } = await sql<Row>`
    select * from ${sql.table(table)} where ${own} = ${department} ${beyond} order by ${columns} limit ${PAGE}`.execute(
    tx,
  )
  return rows
}
