import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqlite } from '#server/store/sqlite.ts'
import type { Store } from '#server/store/store.ts'

export interface OpenEngine {
  store: Store
  /** a second look at what is durable, past everything that the store keeps in memory */
  reopen(): Promise<Store>
  close(): Promise<void>
}

/** Every engine that the server can run on. The contract is told once for all of them. */
export const engines = { sqlite } as const satisfies Record<string, () => Promise<OpenEngine>>

async function sqlite(): Promise<OpenEngine> {
  const folder = await mkdtemp(join(tmpdir(), 'dau-moi-contract-'))
  const file = join(folder, 'test.db')
  const opened = [await openSqlite(file)]
  return {
    store: opened[0] as Store,
    async reopen() {
      const again = await openSqlite(file)
      opened.push(again)
      return again
    },
    async close() {
      for (const store of opened) await store.close()
      await rm(folder, { recursive: true })
    },
  }
}
