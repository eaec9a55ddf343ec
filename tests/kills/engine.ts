import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { instantOf } from '#domain/time.ts'
import { ensureDemo } from '#server/cli/demo/folder.ts'
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
  close(): Promise<void>
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
