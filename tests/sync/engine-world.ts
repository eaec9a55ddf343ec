import { IDBFactory } from 'fake-indexeddb'
import type { IncidentId, Mid, PhotoId } from '#domain/ids.ts'
import { aBody, anActor, UNIT, uuid } from '#tests/support/builders.ts'
import { createEnvironment, createLocks, openTab, type Tab, type TabDeps } from '#tests/support/phone.ts'
import { createVirtualTime } from '#tests/support/virtual-time.ts'
import { createScriptedServer } from './scripted-server.ts'

const START = Date.parse('2026-11-19T06:00:00Z')

/** A browser without Web Locks: every tab does its own work. */
export const NO_LOCKS: TabDeps['locks'] = {
  async tryHold(_name, work) {
    await work()
    return 'done'
  },
}

/** A phone with its real database and engine, a scripted server, and a clock that the test moves. */
export function openWorld(more: Partial<TabDeps> = {}) {
  const time = createVirtualTime(START)
  const actor = anActor()
  const server = createScriptedServer(time.now, actor.accountId)
  const environment = createEnvironment()
  const locks = createLocks()
  const errors: unknown[] = []
  let ids = 0x6000
  const newId = () => {
    ids += 1
    return uuid(ids)
  }
  const deps: TabDeps = {
    factory: new IDBFactory(),
    actor,
    fetch: server.fetch,
    timers: time,
    clock: time.now,
    random: () => 0.5,
    newId,
    locks,
    environment,
    onError: (error) => void errors.push(error),
    ...more,
  }
  const tab = openTab(deps)
  let incidents = 0x7000

  return {
    tab,
    ...tab,
    time,
    server,
    environment,
    errors,
    openAnotherTab: (change: Partial<TabDeps> = {}): Tab => openTab({ ...deps, ...change }),
    /** puts a report in line. @returns its mid */
    async report({ photo = 0 }: { photo?: number } = {}): Promise<Mid> {
      incidents += 1
      const incidentId = uuid(incidents) as IncidentId
      const photos = photo > 0 ? [await addWaitingPhoto(tab, incidentId, photo)] : []
      const args = { incidentId, unitId: UNIT, body: aBody(), photos }
      const outcome = await tab.mutate({ name: 'incident.report', args })
      if (!outcome.ok || outcome.value.already) throw new Error('not in line')
      return outcome.value.mid
    },
    rows: () => tab.db.outbox.orderBy('seq').toArray(),
    /** lets time pass, and everything happen that falls into it */
    async pass(ms: number): Promise<void> {
      const end = time.now() + ms
      await idle()
      while (time.step(end)) await idle()
    },
  }
}

/** A few turns of the event loop are more than anything here needs between two appointments. */
export async function idle(): Promise<void> {
  for (let n = 0; n < 150; n += 1) await new Promise((resolve) => setImmediate(resolve))
}

async function addWaitingPhoto({ db }: Tab, incidentId: IncidentId, size: number) {
  const id = crypto.randomUUID() as PhotoId
  const ref = { id, type: 'image/png' as const, size, sha256: 'a'.repeat(64), width: 2, height: 2 }
  await db.photoChunks.add({ photo: id, n: 0, bytes: new Uint8Array(size).fill(5).buffer })
  await db.photos.add({
    id,
    draftId: incidentId,
    entity: incidentId,
    entityType: 'incident',
    ref,
    state: 'waiting',
    offset: 0,
    tries: 0,
    notBefore: 0,
    problem: null,
  })
  return ref
}
