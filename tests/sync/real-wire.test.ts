import { setTimeout as wait } from 'node:timers/promises'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, expect, test } from 'vitest'
import type { IncidentId, PhotoId } from '#domain/ids.ts'
import { browserCompress, browserTimers } from '#sync/browser.ts'
import { createFetchTransport } from '#sync/fetch-transport.ts'
import { openServer, type Server } from '#tests/simulation/server.ts'
import { aBody, anActor, UNIT } from '#tests/support/builders.ts'
import { createEnvironment, createLocks, openTab, type Tab } from '#tests/support/phone.ts'
import { createRandom } from '#tests/support/random.ts'

const opened: (() => unknown)[] = []
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close()
})

async function openPhone(): Promise<{ tab: Tab; server: Server; up: () => number; requests: () => number }> {
  const actor = anActor()
  const quiet = {
    during: <T>(work: Promise<T>) => work,
    turn: () => wait(0),
    settled: () => wait(0),
    restore: () => undefined,
  }
  const server = await openServer({
    actors: [actor],

    clock: Date.now,
    random: createRandom(Date.now()),
    quiet,
  })
  opened.push(server.close)
  const origin = await server.listen()
  let up = 0
  let requests = 0
  const fetchHere = (url: string, init: RequestInit) => {
    requests += 1
    up += (init.body as { length?: number } | null)?.length ?? 0
    const headers = { ...(init.headers as Record<string, string>), cookie: server.cookieOf(actor.accountId) }
    return fetch(origin + url, { ...init, headers })
  }
  const onError = (error: unknown) => {
    throw error
  }
  const tab = openTab({
    factory: new IDBFactory(),
    actor,
    fetch: fetchHere,
    // nothing by itself: the test says when a round is
    timers: { after: () => () => undefined },
    clock: Date.now,
    random: Math.random,
    newId: () => crypto.randomUUID(),
    locks: createLocks(),
    environment: createEnvironment(),
    onError,
    transport: createFetchTransport({
      account: actor.accountId,
      fetch: fetchHere,
      newNonce: () => crypto.randomUUID().replaceAll('-', ''),
      timers: browserTimers,
      compress: browserCompress,
      openStream: null,
    }),
  })
  opened.push(tab.close)
  return { tab, server, up: () => up, requests: () => requests }
}

test('[WR4, SY3] two hundred reports go over real HTTP in one compressed push and come back receipted', async () => {
  const { tab, server, up, requests } = await openPhone()
  for (let n = 0; n < 200; n += 1) {
    const text = `Vụ việc số ${n}: ${crypto.randomUUID()}. Đã báo trạm y tế, đã gọi cha mẹ học sinh, đang theo dõi thêm.`
    const args = { incidentId: crypto.randomUUID(), unitId: UNIT, body: aBody({ whatHappened: text }), photos: [] }
    expect(await tab.mutate({ name: 'incident.report', args })).toMatchObject({ ok: true })
  }
  await tab.engine.syncNow()
  expect(server.rows("select 1 from records where type = 'receipt'")).toHaveLength(200)
  expect(await tab.db.outbox.count()).toBe(0)
  expect(await tab.db.records.where('type').equals('receipt').count()).toBe(200)
  expect(requests()).toBeLessThanOrEqual(4)
  expect(up()).toBeLessThan(95 * 1024)
})

test('[PH6] a photo goes over real HTTP in pieces and is stored', async () => {
  const { tab, server } = await openPhone()
  const bytes = new Uint8Array(300_000)
  bytes.set([
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 2, 128, 0, 0, 1, 224,
  ])
  const sha256 = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex')
  const [id, incidentId] = [crypto.randomUUID() as PhotoId, crypto.randomUUID() as IncidentId]
  const ref = { id, type: 'image/png' as const, size: bytes.length, sha256, width: 640, height: 480 }
  await tab.db.photoChunks.add({ photo: id, n: 0, bytes: bytes.buffer })
  const rest = { offset: 0, tries: 0, notBefore: 0, problem: null }
  const owner = { draftId: incidentId, entity: incidentId, entityType: 'incident' as const }
  await tab.db.photos.add({ id, ...owner, ref, state: 'waiting', ...rest })
  const args = { incidentId, unitId: UNIT, body: aBody(), photos: [ref] }
  expect(await tab.mutate({ name: 'incident.report', args })).toMatchObject({ ok: true })
  await tab.engine.syncNow()
  expect(await tab.db.photos.get(id)).toMatchObject({ state: 'stored', problem: null })
  expect(server.rows('select 1 from photos where stored_at is not null')).toHaveLength(1)
  // the second round of the same call has brought its receipt
  expect(await tab.db.records.where('[type+id]').equals(['receipt', id]).count()).toBe(1)
})
