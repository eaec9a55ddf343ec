import { type Kysely, sql } from 'kysely'
import type { Schema } from './schema.ts'

/** Whoever the server is to PostgreSQL while it works: owns nothing, passes no wall, cannot sign in. */
export const APP_ROLE = 'dau_moi_app'

/** A row shows itself to the transaction of its own department. */
const OWN = `department = current_setting('dau_moi.department', true)`

interface Policy {
  table: string
  name: string
  for: 'all' | 'select'
  fits: string
}

/** What may be seen past the wall, each for one row that the caller could name. [ST10] */
const PASSES: readonly Policy[] = [
  // ids and names of departments are no secret; only the department itself changes them
  { table: 'departments', name: 'own', for: 'all', fits: OWN.replace('department =', 'id =') },
  { table: 'departments', name: 'listed', for: 'select', fits: 'true' },
  { table: 'accounts', name: 'named', for: 'select', fits: `username = current_setting('dau_moi.username', true)` },
  { table: 'sessions', name: 'held', for: 'select', fits: `token_hash = current_setting('dau_moi.token_hash', true)` },
]

/** Tables that belong to no department: wrong sign-ins (keyed by hashes), and the pulse. */
export const OUTSIDE: readonly string[] = ['sign_in_failures', 'pulse']

/** The owner meets the wall too; while tables are changed it must reach every row. */
export async function lowerWall(owner: Kysely<Schema>): Promise<void> {
  for (const table of await forcedTables(owner))
    await sql`alter table ${sql.table(table)} no force row level security`.execute(owner)
}

/** Puts every table with a department behind the wall and lets the server's role work. Changes nothing twice. */
export async function raiseWall(owner: Kysely<Schema>): Promise<void> {
  const tables = await tablesWithDepartment(owner)
  const policies: Policy[] = [
    ...tables.map((table): Policy => ({ table, name: 'own', for: 'all', fits: OWN })),
    ...PASSES,
  ]
  const known = await sql<{ key: string }>`
    select tablename || '.' || policyname as key from pg_policies where schemaname = current_schema()`.execute(owner)
  const there = new Set(known.rows.map(({ key }) => key))
  for (const { table, name, for: act, fits } of policies)
    if (!there.has(`${table}.${name}`))
      await sql`create policy ${sql.id(name)} on ${sql.table(table)} for ${sql.raw(act)} using (${sql.raw(fits)})`.execute(
        owner,
      )
  const forced = new Set(await forcedTables(owner))
  for (const table of new Set(policies.map((policy) => policy.table)))
    if (!forced.has(table)) {
      await sql`alter table ${sql.table(table)} enable row level security`.execute(owner)
      await sql`alter table ${sql.table(table)} force row level security`.execute(owner)
    }
  const role = sql.id(APP_ROLE)
  const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(owner)
  await sql`grant usage on schema ${sql.id(rows[0]?.schema ?? 'public')} to ${role}`.execute(owner)
  for (const table of [...tables, 'departments', ...OUTSIDE])
    await sql`grant select, insert, update, delete on ${sql.table(table)} to ${role}`.execute(owner)
}

async function tablesWithDepartment(owner: Kysely<Schema>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
      and a.attname = 'department' and not a.attisdropped order by 1`.execute(owner)
  return rows.map(({ name }) => name)
}

async function forcedTables(owner: Kysely<Schema>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = current_schema()::regnamespace and relrowsecurity and relforcerowsecurity`.execute(owner)
  return rows.map(({ name }) => name)
}
