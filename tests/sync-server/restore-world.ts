import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { IDBFactory } from 'fake-indexeddb'
import type { UnitId } from '#domain/ids.ts'
import { makeBackup } from '#server/backup/make.ts'
import { restoreBackup } from '#server/backup/restore.ts'
import { databaseIn } from '#server/store/open.ts'
import { openSqlite } from '#server/store/sqlite.ts'
import { aBody } from '#tests/support/builders.ts'
import { openTestPostgres, sourceOf } from '#tests/support/open-store.ts'
import { createEnvironment, createLocks, openTab, type Tab } from '#tests/support/phone.ts'
import { openServer, type Person, SCHOOL, type Server } from './world.ts'

/** The real server, real folders and the phones' real engine and database, of which the server can be lost. */
export async function openRestoreWorld() {
  const folder = await mkdtemp(join(tmpdir(), 'dau-moi-drill-'))
  const opened: (() => unknown)[] = [() => rm(folder, { recursive: true })]
  const open = async (change: Parameters<typeof openServer>[0] = {}, there?: Parameters<typeof openServer>[1]) => {
    const server = await openServer(change, there)
    opened.push(() => server.close())
    return server
  }
  let server: Server = await open()
  let lost = 0

  return {
    folder,
    server: () => server,
    async backup(): Promise<string> {
      const made = await makeBackup(
        { dataDir: server.folder, source: sourceOf(server), store: server.store, now: server.now },
        join(folder, 'backups'),
      )
      if (!made.ok) throw new Error(made.error)
      return made.value.folder
    },
    /** The server is gone with all of its disk; another one starts on what was restored. */
    async loseAndRestore(backup: string, engine: 'sqlite' | 'postgres' = 'sqlite'): Promise<void> {
      lost += 1
      const target = join(folder, `restored-${lost}`)
      const now = server.now()
      const into = engine === 'postgres' ? { into: await openTestPostgres() } : {}
      const restored = await restoreBackup(backup, target, { now: () => now, newId: randomUUID, ...into })
      if (!restored.ok) throw new Error(restored.error)
      const store = into.into ?? (await openSqlite(databaseIn(target)))
      server = await open({}, { folder: target, store, key: server.key, now })
    },
    phone(person: Person, factory = new IDBFactory()): Tab {
      const { actor } = server.phone(person)
      const tab = openTab({
        factory,
        actor,
        async fetch(url, { method, headers, body }) {
          const answer = await server.app.inject({
            method: (method ?? 'GET') as 'POST',
            url,
            headers: { ...(headers as Record<string, string>), cookie: `account=${actor.accountId}` },
            ...(body ? { payload: typeof body === 'string' ? body : Buffer.from(body as Uint8Array) } : {}),
          })
          return new Response(answer.rawPayload.length > 0 ? new Uint8Array(answer.rawPayload) : null, {
            status: answer.statusCode,
            headers: answer.headers as Record<string, string>,
          })
        },
        timers: { after: () => () => undefined },
        clock: () => Date.parse(server.now()),
        random: Math.random,
        newId: randomUUID,
        locks: createLocks(),
        environment: createEnvironment(),
        onError(error) {
          throw error
        },
      })
      opened.push(tab.close)
      return tab
    },
    async close() {
      for (const close of opened.splice(0).reverse()) await close()
    },
  }
}

export const reportChange = (incidentId: string, text: string, unitId: UnitId = SCHOOL) => ({
  name: 'incident.report',
  args: { incidentId, unitId, body: aBody({ whatHappened: text }), photos: [] },
})

/** Rounds until a phone has nothing left to say. */
export async function settle(tab: Tab): Promise<void> {
  for (let round = 0; round < 4; round += 1) await tab.engine.syncNow()
}
