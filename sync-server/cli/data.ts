import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openSqlite } from '#server/store/sqlite.ts'
import type { Store } from '#server/store/store.ts'

export const databaseIn = (dataDir: string): string => join(dataDir, 'dau-moi.db')

/**
 * Opens the database of a data folder; a running server does not mind, since SQLite lets writers take turns.
 * @returns undefined when there is none and none may be made
 */
export async function openData(dataDir: string, { create }: { create: boolean }): Promise<Store | undefined> {
  const file = databaseIn(dataDir)
  if (!create && !existsSync(file)) return undefined
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  return openSqlite(file)
}
