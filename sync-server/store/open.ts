import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fail, ok, type Result } from '#domain/result.ts'
import { openPostgres } from './postgres.ts'
import type { CannotOpen } from './postgres-prepare.ts'
import { openSqlite } from './sqlite.ts'
import type { Store } from './store.ts'

/** Where a server's data are: photos always in the folder, the database there too unless a URL is given. */
export interface DataPlace {
  dataDir: string
  /** `postgres://…`; null: SQLite in the folder */
  databaseUrl: string | null
}

export const databaseIn = (dataDir: string): string => join(dataDir, 'dau-moi.db')

/**
 * Opens the database of a server that may be running.
 * @param create whether SQLite's file may be made; tables of PostgreSQL are made in any case
 */
export async function openStore(
  { dataDir, databaseUrl }: DataPlace,
  { create }: { create: boolean },
): Promise<Result<Store, CannotOpen | 'data-missing'>> {
  if (databaseUrl !== null)
    return isPostgresUrl(databaseUrl)
      ? openPostgres(databaseUrl)
      : fail({ code: 'url-wrong', detail: 'postgres://USER:PASSWORD@HOST:PORT/DATABASE' })
  if (!create && !existsSync(databaseIn(dataDir))) return fail('data-missing')
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  return ok(await openSqlite(databaseIn(dataDir)))
}

export const isPostgresUrl = (text: string): boolean => /^postgres(?:ql)?:\/\/./.test(text) && URL.canParse(text)

const WORDS: Readonly<Record<CannotOpen['code'], string>> = {
  'url-wrong': 'DATABASE_URL is not such an address',
  unreachable: 'the database cannot be reached',
  'sign-in-refused': 'the database refused the user or the password of DATABASE_URL',
  'database-missing': 'there is no database of that name',
  'too-old': 'the database is too old',
  'rights-missing': 'the user of DATABASE_URL may not make tables or the role dau_moi_app (see OPERATIONS.md)',
  'role-unsafe': 'the role that the server works as would pass every wall',
}

/** For whoever starts the server. */
export const cannotOpenWords = (reason: CannotOpen | 'data-missing'): string =>
  reason === 'data-missing' ? 'there is no database yet' : `${WORDS[reason.code]}: ${reason.detail}`
