import { describe, expect, test } from 'vitest'
import { unitSpace } from '#domain/spaces.ts'
import { readAside, setAside } from '#storage/aside.ts'
import { setMeta } from '#storage/db.ts'
import { readDrafts } from '#storage/drafts.ts'
import { countUnsent } from '#storage/held.ts'
import { lookThroughAll } from '#storage/look-through.ts'
import { photoBytes } from '#storage/photos.ts'
import { beginReplay } from '#storage/replay.ts'
import { readIncidents, readRefused } from '#storage/views.ts'
import { readWaiting } from '#storage/waiting.ts'
import { aBody, INCIDENT, UNIT, uuid } from '#tests/support/builders.ts'
import { openStore, type TestStore } from './device-store.ts'

const report = (store: TestStore, incidentId: string = INCIDENT) =>
  store.mutate({ name: 'incident.report', args: { incidentId, unitId: UNIT, body: aBody(), photos: [] } })

/** The row with one member at a time taken away or made into something else. */
function* damagedOf(row: Record<string, unknown>, members: readonly string[]) {
  for (const member of members) for (const value of [undefined, null, 7, Number.NaN]) yield { ...row, [member]: value }
}

describe('a row of this device that broke', () => {
  test('[PR4] in line: set aside whole when the app opens, and the rest goes on', async () => {
    const store = openStore()
    await report(store)
    await report(store, uuid(0xb2))
    const [first, second] = await store.db.outbox.orderBy('seq').toArray()
    if (!first || !second) throw new Error('not in line')
    for (const damaged of damagedOf({ ...first }, ['args', 'device', 'seeds', 'entity', 'name'])) {
      await store.db.aside.clear()
      await store.db.outbox.put(damaged as never)
      await setAside(store.db, store.clock())
      expect(await readAside(store.db)).toMatchObject([{ table: 'outbox', row: damaged }])
      expect(await readWaiting(store.db, store.actor)).toHaveLength(1)
      expect(await readIncidents(store.db, store.actor)).toHaveLength(1)
    }
    expect(await store.db.outbox.toArray()).toEqual([second])
  })

  test('[PR4] it is looked for before anything reads, each time the database is opened', async () => {
    const store = openStore()
    await report(store)
    const [row] = await store.db.outbox.toArray()
    await store.db.outbox.put({ ...row, mid: uuid(1), seeds: 'broken' } as never)
    store.db.close()
    const again = openStore(store.factory)
    expect(await again.db.outbox.count()).toBe(1)
    expect(await readAside(again.db)).toHaveLength(1)
  })

  test('[PR4] drafts, forms and photos likewise; what is whole is not touched', async () => {
    const { db, clock } = openStore()
    await db.drafts.bulkPut([{ id: 'a' }, { id: 'b', body: 'text' }] as never)
    await db.forms.bulkPut([{ id: 'f', values: null }] as never)
    await db.photos.bulkPut([{ id: 'p', draftId: 'a' }] as never)
    await setAside(db, clock())
    expect((await readAside(db)).map(({ table }) => table).sort()).toEqual(['drafts', 'drafts', 'forms', 'photos'])
    expect(await readDrafts(db)).toEqual([])
    await setAside(db, clock())
    expect(await db.aside.count()).toBe(4)
    // a shared computer does not let go of them
    expect(await countUnsent(db)).toEqual({ waiting: 4, drafts: 0, photos: 0 })
  })

  test('[PR4] a record stops no list, and is taken out at the next comparison', async () => {
    const store = openStore()
    await report(store)
    const space = unitSpace(UNIT)
    const broken = [
      null,
      'half a',
      { timeline: null },
      { id: 'x', unitId: 'y', timeline: [] },
      { id: 'x', unitId: 'y', timeline: [1] },
    ]
    await store.db.records.bulkPut([
      ...broken.map((body, n) => ({ space, type: 'incident', id: uuid(n), entity: uuid(n), version: 1, body })),
      { space, type: 'refused', id: uuid(9), entity: uuid(9), version: 1, body: {} },
      { space, type: 'later', id: uuid(8), entity: uuid(8), version: 1, body: null },
    ])
    expect(await readIncidents(store.db, store.actor)).toHaveLength(1)
    expect(await readRefused(store.db)).toEqual([])
    await lookThroughAll(store.db, store.clock())
    expect(await store.db.aside.count()).toBe(broken.length + 1)
    expect((await store.db.records.toArray()).map(({ type }) => type)).toEqual(['later'])
  })

  test('[PR4, BK8] of the journal: a restored server gets all the others again', async () => {
    const { db } = openStore()
    const device = { written: '2026-11-19T06:00:00Z', committed: '2026-11-19T06:00:00Z', zoneMinutes: 420, skewMs: 0 }
    const verdict = { kind: 'applied', spaces: [[unitSpace(UNIT), 1]] }
    const row = (n: number) => ({
      mid: uuid(n),
      seq: n,
      name: 'incident.report',
      schema: 1,
      entity: uuid(n),
      args: {},
      device,
      tries: 0,
      lastTry: null,
      notBefore: 0,
      verdict,
      receipts: [],
    })
    const broken = [...damagedOf(row(9), ['mid', 'args', 'device', 'verdict', 'receipts', 'name'])]
    await db.journal.bulkAdd([row(1), ...broken, row(2)] as never)
    await setMeta(db, 'epoch', 'lost')
    expect(await beginReplay(db, 'lost', 'restored')).toBe(2)
    expect((await db.outbox.orderBy('seq').toArray()).map(({ mid }) => mid)).toEqual([uuid(1), uuid(2)])
    expect(await readAside(db)).toHaveLength(broken.length)
  })

  test('[PR4, PH8] a photo of which a chunk broke is not whole, and throws nothing', async () => {
    const { db } = openStore()
    for (const bytes of [null, 7, {}, new ArrayBuffer(99)]) {
      await db.photos.put({ id: 'p', ref: { id: 'p', size: 4 } } as never)
      await db.photoChunks.put({ photo: 'p', n: 0, bytes } as never)
      expect(await photoBytes(db, 'p' as never)).toBeUndefined()
    }
  })
})
