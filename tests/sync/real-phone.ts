import { setTimeout as wait } from 'node:timers/promises'
import { IDBFactory } from 'fake-indexeddb'
import type { Actor } from '#domain/organisation/roles.ts'
import { openServer } from '#tests/simulation/server.ts'
import { aBody, anActor, UNIT } from '#tests/support/builders.ts'
import { createEnvironment, createLocks, openTab, type Tab } from '#tests/support/phone.ts'
import { createRandom } from '#tests/support/random.ts'

const quiet = {
  during: <T>(work: Promise<T>) => work,
  turn: () => wait(0),
  settled: () => wait(0),
  restore: () => undefined,
}

/** Phones with the real database and the real engine that speak real HTTP with the real server. */
export async function openRealWorld(actor: Actor = anActor()) {
  let late = 0
  const clock = () => Date.now() + late
  const server = await openServer({ actors: [actor], clock, random: createRandom(Date.now()), quiet })
  const origin = await server.listen()
  const tabs: Tab[] = []
  const calls: { url: string; body: string; answer: string }[] = []

  /** A phone whose engine goes round only when it is told to. @param factory the disk of one that was closed */
  function openPhone(factory = new IDBFactory()): Tab {
    const tab = openTab({
      factory,
      actor,
      async fetch(url, init) {
        const headers = { ...(init.headers as Record<string, string>), cookie: server.cookieOf(actor.accountId) }
        const answer = await fetch(origin + url, { ...init, headers })
        calls.push({ url, body: String(init.body), answer: await answer.clone().text() })
        return answer
      },
      timers: { after: () => () => undefined },
      clock,
      random: Math.random,
      newId: () => crypto.randomUUID(),
      locks: createLocks(),
      environment: createEnvironment(),
      onError: (error) => {
        throw error
      },
    })
    tabs.push(tab)
    return tab
  }

  return {
    actor,
    server,
    clock,
    /** every request of every phone, oldest first */
    calls,
    openPhone,
    /** lets the clocks of all go on */
    pass(ms: number) {
      late += ms
    },
    /** Another phone with a byte for byte copy of this one's database. */
    async clone({ db }: Tab): Promise<Tab> {
      const copy = openPhone()
      for (const table of db.tables) await copy.db.table(table.name).bulkAdd(await table.toArray())
      return copy
    },
    /** puts a first report in line. @returns its mid */
    async report(tab: Tab, whatHappened: string): Promise<string> {
      const args = { incidentId: crypto.randomUUID(), unitId: UNIT, body: aBody({ whatHappened }), photos: [] }
      const queued = await tab.mutate({ name: 'incident.report', args })
      if (!queued.ok || queued.value.already) throw new Error('not in line')
      return queued.value.mid
    },
    async close() {
      for (const tab of tabs) tab.close()
      await server.close()
    },
  }
}

/** What the first reports that a phone has from the server tell, sorted. */
export async function incidentsAt({ db }: Tab): Promise<string[]> {
  const rows = await db.records.where('type').equals('incident').toArray()
  const told = rows.map(({ body }) => (body as { timeline: { body: { whatHappened: string } }[] }).timeline[0])
  return told.map((entry) => entry?.body.whatHappened ?? '').sort()
}
