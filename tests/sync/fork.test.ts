import { setTimeout as wait } from 'node:timers/promises'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { renewReplica } from '#sync/replica.ts'
import { openServer, type Server } from '#tests/simulation/server.ts'
import { aBody, anActor, UNIT } from '#tests/support/builders.ts'
import { createEnvironment, createLocks, openTab, type Tab } from '#tests/support/phone.ts'
import { createRandom } from '#tests/support/random.ts'

const actor = anActor()
const quiet = {
  during: <T>(work: Promise<T>) => work,
  turn: () => wait(0),
  settled: () => wait(0),
  restore: () => undefined,
}

describe('a phone that was cloned or went back in time', () => {
  let server: Server
  let origin: string
  const tabs: Tab[] = []
  beforeEach(async () => {
    server = await openServer({ actors: [actor], clock: Date.now, random: createRandom(Date.now()), quiet })
    origin = await server.listen()
  })
  afterEach(async () => {
    for (const tab of tabs.splice(0)) tab.close()
    await server.close()
  })

  function openPhone(): Tab {
    const tab = openTab({
      factory: new IDBFactory(),
      actor,
      fetch: (url, init) =>
        fetch(origin + url, {
          ...init,
          headers: { ...(init.headers as Record<string, string>), cookie: `who=${actor.accountId}` },
        }),
      timers: { after: () => () => undefined },
      clock: Date.now,
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

  /** Another phone with a byte for byte copy of this one's database. */
  async function clone({ db }: Tab): Promise<Tab> {
    const copy = openPhone()
    for (const table of db.tables) await copy.db.table(table.name).bulkAdd(await table.toArray())
    return copy
  }

  async function report(tab: Tab, whatHappened: string): Promise<string> {
    const args = { incidentId: crypto.randomUUID(), unitId: UNIT, body: aBody({ whatHappened }), photos: [] }
    const queued = await tab.mutate({ name: 'incident.report', args })
    if (!queued.ok || queued.value.already) throw new Error('not in line')
    return queued.value.mid
  }

  async function incidentsAt(tab: Tab): Promise<string[]> {
    const rows = await tab.db.records.where('type').equals('incident').toArray()
    return rows
      .map(
        ({ body }) => (body as { timeline: { body: { whatHappened: string } }[] }).timeline[0]?.body.whatHappened ?? '',
      )
      .sort()
  }
  const replicaOf = async ({ db }: Tab) => (await db.meta.get('replica'))?.value

  test('[SY13] two clones end with two names; what both had waits once, what each wrote arrives once', async () => {
    const one = openPhone()
    await report(one, 'đã gửi trước')
    await one.engine.syncNow()
    await report(one, 'chờ khi bị sao')
    const two = await clone(one)
    await report(one, 'máy một, a')
    await report(one, 'máy một, b')
    await report(two, 'máy hai, a')
    await report(two, 'máy hai, b')
    for (const tab of [two, one, two]) await tab.engine.syncNow()
    const all = ['chờ khi bị sao', 'máy hai, a', 'máy hai, b', 'máy một, a', 'máy một, b', 'đã gửi trước'].sort()
    expect(await incidentsAt(one)).toEqual(all)
    expect(await incidentsAt(two)).toEqual(all)
    expect(await one.db.outbox.count()).toBe(0)
    expect(await two.db.outbox.count()).toBe(0)
    expect(await replicaOf(one)).not.toBe(await replicaOf(two))
  })

  test('[SY13] a phone whose older image was put back keeps every mid and the order of what it writes then', async () => {
    const phone = openPhone()
    await report(phone, 'trước bản sao')
    await phone.engine.syncNow()
    const image = await clone(phone)
    await report(phone, 'sau bản sao')
    await phone.engine.syncNow()
    const before = await replicaOf(image)
    const mids = [await report(image, 'viết lại một'), await report(image, 'viết lại hai')]
    const incident = (await image.db.outbox.get(mids[0] ?? ''))?.entity
    const more = { incidentId: incident, report: 'update', body: aBody({ whatHappened: 'thêm' }), photos: [] }
    expect(await image.mutate({ name: 'incident.supplement', args: more })).toMatchObject({ ok: true })
    await image.engine.syncNow()
    expect(await replicaOf(image)).not.toBe(before)
    expect(await image.db.outbox.count()).toBe(0)
    expect(await incidentsAt(image)).toEqual(['sau bản sao', 'trước bản sao', 'viết lại hai', 'viết lại một'].sort())
    const body = (await image.db.records.where({ type: 'incident', id: incident }).first())?.body
    expect((body as { timeline: unknown[] }).timeline).toHaveLength(2)
  })

  test('[SY13] renumbering keeps mids and order, counts on from there, and happens once for two tabs', async () => {
    const phone = openPhone()
    await report(phone, 'đã gửi')
    await phone.engine.syncNow()
    const mids = [await report(phone, 'a'), await report(phone, 'b')]
    const old = String(await replicaOf(phone))
    await Promise.all([renewReplica(phone.db, old, () => 'new-1'), renewReplica(phone.db, old, () => 'new-2')])
    expect(await replicaOf(phone)).toBe('new-1')
    mids.push(await report(phone, 'c'))
    const rows = await phone.db.outbox.orderBy('seq').toArray()
    expect(rows.map(({ mid, seq }) => [mid, seq])).toEqual(mids.map((mid, i) => [mid, i + 1]))
  })
})
