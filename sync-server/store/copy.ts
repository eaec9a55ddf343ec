import { sql } from 'kysely'
import { canonical } from '#domain/canonical.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import { accountByUsername, accountsOf } from './accounts.ts'
import { departments } from './organisation.ts'
import type { Schema } from './schema.ts'
import { SERVER, type Store, type Tx } from './store.ts'
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
      return ok(await copyRows(source, target, department))
    }),
  )

/**
 * Copies every department into an empty store: the source as of one moment, whichever departments it has, and the
 * target in one transaction, so that nobody ever meets half of it. [BK1, ST12]
 */
export const copyAll = (from: Store, to: Store): Promise<Result<null, 'target-not-empty'>> =>
  from.read(SERVER, (source) =>
    to.write(SERVER, async (target): Promise<Result<null, 'target-not-empty'>> => {
      if ((await departments(target)).length > 0) return fail('target-not-empty')
      for (const { id } of await departments(source)) {
        for (const tx of [source, target]) await goTo(tx, id)
        await copyRows(source, target, id)
      }
      return ok(null)
    }),
  )

/** Every other transaction is about one department; one that takes them all goes from each to the next. [ST10] */
const goTo = (tx: Tx, department: string) =>
  sql`select set_config('dau_moi.department', ${department}, true)`.execute(tx)

async function copyRows(source: Tx, target: Tx, department: string): Promise<number> {
  let rows = 0
  for (const table of TABLES) rows += await copyTable(source, target, table, department)
  return rows
}

/**
 * Page by page on both sides, so that neither transaction stands still for long.
 * @throws when what the target gives back is not what the source gave
 */
async function copyTable(source: Tx, target: Tx, table: Table, department: string): Promise<number> {
  let rows = 0
  for (let after: Row | null = null; ; ) {
    const page: Row[] = await pageOf(source, table, department, after)
    if (page.length > 0)
      await target
        .insertInto(table)
        .values(page as never)
        .execute()
    const taken = await pageOf(target, table, department, after)
    if (canonical(page) !== canonical(taken)) throw new Error(`${table} came out differently on the other engine`)
    rows += page.length
    if (page.length < PAGE) return rows
    after = page.at(-1) ?? null
  }
}

/**
 * The next rows in the order of the primary key, which is the same on every engine. What comes after is asked of the
 * columns behind the department: with it among them no engine looks it up, and each page reads all pages before it.
 */
async function pageOf(tx: Tx, table: Table, department: string, after: Row | null): Promise<Row[]> {
  const [own = '', ...behind]: readonly string[] = KEYS[table]
  const columns = sql.join([own, ...behind].map((key) => sql.ref(key)))
  const beyond = after
    ? sql`and (${sql.join(behind.map((key) => sql.ref(key)))}) > (${sql.join(behind.map((key) => after[key]))})`
    : sql``
  const { rows } = await sql<Row>`
    select * from ${sql.table(table)} where ${sql.ref(own)} = ${department} ${beyond} order by ${columns} limit ${PAGE}`.execute(
    tx,
  )
  return rows
}
