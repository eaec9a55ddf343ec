import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely'
import { fail, ok, type Result } from '#domain/result.ts'
import { isUpToDate, migrate } from './migrate.ts'
import { postgresPool } from './postgres-pool.ts'
import { codeOf } from './postgres-trouble.ts'
import { portableTypes } from './postgres-types.ts'
import { APP_ROLE, lowerWall, raiseWall } from './postgres-wall.ts'
import type { Schema } from './schema.ts'

/** Why a database cannot be used; `detail` is for whoever runs the server and holds no password. */
export interface CannotOpen {
  code:
    | 'url-wrong'
    | 'unreachable'
    | 'sign-in-refused'
    | 'database-missing'
    | 'too-old'
    | 'rights-missing'
    | 'role-unsafe'
  detail: string
}

const OLDEST = 15
/** Two processes that start at once take turns at the tables. */
const PREPARING = 0x6d_c1

/**
 * Brings the tables up to this build, the wall around them, and the role that the server works as. Runs as the
 * role of the URL, which owns the tables, on a connection of its own and under a lock.
 */
export async function preparePostgres(url: string): Promise<Result<null, CannotOpen>> {
  const pool = postgresPool({ connectionString: url, max: 1, connectionTimeoutMillis: 10_000 })
  const owner = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }), plugins: [portableTypes()] })
  try {
    return await owner.connection().execute(prepareWith)
  } catch (error) {
    const reason = reasonOf(error, url)
    if (!reason) throw error
    return fail(reason)
  } finally {
    await owner.destroy()
  }
}

async function prepareWith(owner: Kysely<Schema>): Promise<Result<null, CannotOpen>> {
  const found = await sql<{ version: number }>`select current_setting('server_version_num')::int as version`.execute(
    owner,
  )
  const version = Math.floor((found.rows[0]?.version ?? 0) / 10_000)
  if (isTooOld(version)) return fail({ code: 'too-old', detail: `PostgreSQL ${version}; ${OLDEST} or newer is needed` })
  await sql`select pg_advisory_lock(${PREPARING})`.execute(owner)
  try {
    const role = await prepareRole(owner, version)
    if (!role.ok) return role
    if (!(await isUpToDate(owner))) {
      await lowerWall(owner)
      await migrate(owner)
    }
    await owner.transaction().execute(raiseWall)
    return ok(null)
  } finally {
    await sql`select pg_advisory_unlock(${PREPARING})`.execute(owner)
  }
}

export const isTooOld = (version: number): boolean => version < OLDEST

/** Makes the server's role unless somebody made it by hand, and makes sure that it is held by the wall. [ST10] */
async function prepareRole(owner: Kysely<Schema>, version: number): Promise<Result<null, CannotOpen>> {
  // two databases of one cluster may be prepared at once, and roles belong to the cluster
  await owner.executeQuery(
    CompiledQuery.raw(`do $$ begin
      if not exists (select from pg_roles where rolname = '${APP_ROLE}') then
        create role ${APP_ROLE} nologin nosuperuser nobypassrls;
      end if;
    exception when duplicate_object or unique_violation then null;
    end $$`),
  )
  const may = version >= 16 ? 'SET' : 'MEMBER'
  await owner.executeQuery(
    CompiledQuery.raw(`do $$ begin
      if not pg_has_role(current_user, '${APP_ROLE}', '${may}') then
        execute format('grant ${APP_ROLE} to %I', current_user);
      end if;
    end $$`),
  )
  const { rows } = await sql<{ unsafe: boolean }>`
    select rolsuper or rolbypassrls as unsafe from pg_roles where rolname = ${APP_ROLE}`.execute(owner)
  if (rows[0]?.unsafe !== false)
    return fail({ code: 'role-unsafe', detail: `the role ${APP_ROLE} is a superuser or has BYPASSRLS` })
  return ok(null)
}

function reasonOf(error: unknown, url: string): CannotOpen | null {
  const code = codeOf(error)
  const { hostname, port, pathname } = new URL(url)
  const at = `${hostname || 'the socket'}${port ? `:${port}` : ''}${pathname}`
  const detail = `${at}: ${error instanceof Error && error.message ? error.message : code}`
  if (code === '28P01' || code === '28000') return { code: 'sign-in-refused', detail }
  if (code === '3D000') return { code: 'database-missing', detail }
  if (code === '42501') return { code: 'rights-missing', detail }
  const isLost =
    /^(?:E[A-Z]|08|57P|53300)/.test(code) || /^Connection terminated|^timeout/.test((error as Error).message)
  return isLost ? { code: 'unreachable', detail } : null
}
