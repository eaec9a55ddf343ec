import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPostgres } from '#server/store/postgres.ts'
import { openSqlite } from '#server/store/sqlite.ts'
import type { Store } from '#server/store/store.ts'
import { testDatabase } from '#tests/support/postgres/database.ts'

export interface OpenEngine {
  store: Store
  /** a second look at what is durable, past everything that the store keeps in memory */
  reopen(): Promise<Store>
  close(): Promise<void>
}

/** Every engine that the server can run on. The contract is told once for all of them. */
export const engines = { sqlite, postgres } as const satisfies Record<string, () => Promise<OpenEngine>>

async function sqlite(): Promise<OpenEngine> {
  const folder = await mkdtemp(join(tmpdir(), 'dau-moi-contract-'))
  const file = join(folder, 'test.db')
  return opened(
    () => openSqlite(file),
    () => rm(folder, { recursive: true }),
  )
}

async function postgres(): Promise<OpenEngine> {
  const { url, drop } = await testDatabase()
  return opened(async () => {
    const store = await openPostgres(url)
    if (!store.ok) throw new Error(JSON.stringify(store.error))
    return store.value
  }, drop)
}

async function opened(open: () => Promise<Store>, remove: () => Promise<void>): Promise<OpenEngine> {
  const store = await open()
  const all = [store]
  return {
    store,
    async reopen() {
      const again = await open()
      all.push(again)
      return again
    },
    async close() {
      for (const each of all) await each.close()
      await remove()
    },
  }
}
