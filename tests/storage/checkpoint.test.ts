import { Dexie, liveQuery } from 'dexie'
import { IDBKeyRange } from 'fake-indexeddb'
import { describe, expect, test } from 'vitest'
import type { IncidentId } from '#domain/ids.ts'
import type { Incident } from '#domain/incidents/incident.ts'
import { caseSpace, type Space, unitSpace } from '#domain/spaces.ts'
import type { SpacePage, WireRecord } from '#protocol/pull.ts'
import { applyCheckpoint, pullFrom, stage } from '#storage/checkpoint.ts'
import { getMeta, setMeta } from '#storage/db.ts'
import { beginReplay } from '#storage/replay.ts'
import { readIncidents } from '#storage/views.ts'
import { aBody, INCIDENT, UNIT, uuid } from '#tests/support/builders.ts'
import { openStore, type TestStore } from './device-store.ts'

const SPACE = unitSpace(UNIT)
const record = (id: string, version: number, body: unknown = { n: version }): WireRecord => ({
  type: 'incident',
  id,
  entity: id,
  version,
  body,
})
const page = (from: number, to: number, records: WireRecord[], space: Space = SPACE): SpacePage => ({
  space,
  from,
  to,
  records,
})
const NONE: ReadonlySet<string> = new Set()

/** A report in line, and what the server makes of it. */
async function queued(store: TestStore) {
  const args = { incidentId: INCIDENT, unitId: UNIT, body: aBody(), photos: [] }
  const outcome = await store.mutate({ name: 'incident.report', args })
  if (!outcome.ok || outcome.value.already) throw new Error('not in line')
  const { mid } = outcome.value
  const [shown] = await readIncidents(store.db, store.actor)
  if (!shown) throw new Error('not shown')
  const echo: Incident = { ...shown.incident, code: 'SC-2026-0001' }
  const answer = (version: number) =>
    store.db.outbox.update(mid, { verdict: { mid, kind: 'applied', spaces: [[SPACE, version]] } })
  return { mid, echo, answer }
}

describe('[SY5] a checkpoint is whole or nothing', () => {
  test('[SY5] pages become true together, with their cursors', async () => {
    const { db } = openStore()
    await stage(db, [page(0, 2, [record(uuid(1), 1), record(uuid(2), 2)])])
    expect(await db.records.count()).toBe(0)
    expect(await db.cursors.count()).toBe(0)
    expect(await pullFrom(db, false)).toEqual({ cursors: { [SPACE]: 2 }, backup: '' })
    await stage(db, [page(2, 3, [record(uuid(1), 3)])])
    expect(await applyCheckpoint(db, [], NONE)).toBe('applied')
    expect(await db.cursors.toArray()).toEqual([{ space: SPACE, version: 3 }])
    expect((await db.records.toArray()).map(({ id, version }) => [id, version])).toEqual([
      [uuid(1), 3],
      [uuid(2), 2],
    ])
    expect(await db.staged.count()).toBe(0)
  })

  test('[SY5] a tab that was overtaken stages nothing', async () => {
    const { db } = openStore()
    expect(await stage(db, [page(0, 2, [record(uuid(1), 2)])])).toBe('staged')
    expect(await stage(db, [page(0, 2, [record(uuid(1), 2)])])).toBe('overtaken')
    expect(await db.staged.count()).toBe(1)
  })

  test('[SY5] a checkpoint whose ground has moved changes no record, even where its first page still fits', async () => {
    const { db } = openStore()
    const other = 'bulletin' as Space
    await stage(db, [page(0, 1, [record(uuid(9), 1)], other), page(0, 2, [record(uuid(1), 2)])])
    await db.cursors.put({ space: SPACE, version: 5 })
    expect(await applyCheckpoint(db, [], NONE)).toBe('overtaken')
    expect(await db.records.count()).toBe(0)
    expect(await db.cursors.toArray()).toEqual([{ space: SPACE, version: 5 }])
    expect(await db.staged.count()).toBe(0)
  })

  test('[BK8] pages of a server that was restored since are not staged, and a checkpoint of them changes nothing', async () => {
    const { db } = openStore()
    await setMeta(db, 'epoch', 'e1')
    await stage(db, [page(0, 2, [record(uuid(1), 1), record(uuid(2), 2)])], 'e1')
    await setMeta(db, 'epoch', 'e2')
    expect(await stage(db, [page(2, 3, [record(uuid(1), 3)])], 'e1')).toBe('overtaken')
    expect(await db.staged.count()).toBe(1)
    expect(await applyCheckpoint(db, [SPACE], NONE, 'e1')).toBe('overtaken')
    expect(await db.records.count()).toBe(0)
    expect(await db.cursors.count()).toBe(0)
  })

  test('[SY10] a reset forgets the space first and takes any cursor', async () => {
    const { db } = openStore()
    await stage(db, [page(0, 7, [record(uuid(1), 3), record(uuid(2), 7)])])
    await applyCheckpoint(db, [], NONE)
    expect(await stage(db, [{ ...page(0, 4, [record(uuid(2), 4)]), reset: true }])).toBe('staged')
    await applyCheckpoint(db, [], NONE)
    expect((await db.records.toArray()).map(({ id }) => id)).toEqual([uuid(2)])
    expect(await db.cursors.toArray()).toEqual([{ space: SPACE, version: 4 }])
  })

  test('[SY10] a space that is lost is purged, its cursor too, and no other', async () => {
    const { db } = openStore()
    const lost = caseSpace(uuid(77) as IncidentId)
    await stage(db, [page(0, 1, [record(uuid(1), 1)]), page(0, 4, [record(uuid(77), 4)], lost)])
    await applyCheckpoint(db, [], NONE)
    await applyCheckpoint(db, [lost], NONE)
    expect((await db.records.toArray()).map(({ space }) => space)).toEqual([SPACE])
    expect(await db.cursors.toArray()).toEqual([{ space: SPACE, version: 1 }])
  })

  test('[SY12] a record type that this build does not know is kept as it came', async () => {
    const { db } = openStore()
    const body = { Übermorgen: [1, { sâu: null }], x: 'NFD: ầ'.normalize('NFD') }
    await stage(db, [page(0, 1, [{ ...record(uuid(1), 1, body), type: 'hologram', extra: 1 }])])
    await applyCheckpoint(db, [], NONE)
    expect(await db.records.toArray()).toMatchObject([{ type: 'hologram', body }])
  })

  test('[SY10] a tombstone takes the record away', async () => {
    const { db } = openStore()
    await stage(db, [page(0, 1, [record(uuid(1), 1)]), page(1, 2, [record(uuid(1), 2, null)])])
    await applyCheckpoint(db, [], NONE)
    expect(await db.records.count()).toBe(0)
  })
})

describe('[SY6] an outbox row leaves with its records', () => {
  test('[SY6] not before its verdict, not before its version, not before the pull knew of it', async () => {
    const store = openStore()
    const { db } = store
    const { mid, echo, answer } = await queued(store)
    const all = new Set<string>([mid])
    await applyCheckpoint(db, [], all)
    expect(await db.outbox.count()).toBe(1)
    await answer(2)
    await stage(db, [page(0, 1, [])])
    await applyCheckpoint(db, [], all)
    expect(await db.outbox.count()).toBe(1)
    await stage(db, [page(1, 2, [record(INCIDENT, 2, echo)])])
    await applyCheckpoint(db, [], NONE)
    expect(await db.outbox.count()).toBe(1)
    await applyCheckpoint(db, [], all)
    expect(await db.outbox.count()).toBe(0)
  })

  test('[SY6] a change in a space that this device does not follow leaves with the next checkpoint', async () => {
    const store = openStore()
    const { mid } = await queued(store)
    const space = unitSpace(uuid(0xee) as typeof UNIT)
    await store.db.outbox.update(mid, { verdict: { mid, kind: 'applied', spaces: [[space, 9]] } })
    await applyCheckpoint(store.db, [], new Set<string>([mid]))
    expect(await store.db.outbox.count()).toBe(0)
  })

  test('[SY4, SY6] from the tap to the echo the incident is there once: never absent, never doubled', async () => {
    const store = openStore()
    const { mid, echo, answer } = await queued(store)
    // live queries ask whether there is a database at all before they look into this one
    Object.assign(Dexie.dependencies, { indexedDB: store.factory, IDBKeyRange })
    const seen: { incidents: number; reports: number }[] = []
    const watching = liveQuery(() => readIncidents(store.db, store.actor)).subscribe((incidents) => {
      seen.push({ incidents: incidents.length, reports: incidents[0]?.incident.timeline.length ?? 0 })
    })
    await turns()
    await answer(1)
    await turns()
    await stage(store.db, [page(0, 1, [record(INCIDENT, 1, echo)])])
    await turns()
    await applyCheckpoint(store.db, [], new Set<string>([mid]))
    await turns()
    watching.unsubscribe()
    expect(seen.length).toBeGreaterThanOrEqual(3)
    expect(seen).toEqual(seen.map(() => ({ incidents: 1, reports: 1 })))
    const [last] = await readIncidents(store.db, store.actor)
    expect(last).toMatchObject({ incident: { code: 'SC-2026-0001' }, waiting: [] })
  })

  test('[SY4] the echo that comes before the verdict does not double the report', async () => {
    const store = openStore()
    const { echo } = await queued(store)
    await stage(store.db, [page(0, 1, [record(INCIDENT, 1, echo)])])
    await applyCheckpoint(store.db, [], new Set<string>())
    const [shown] = await readIncidents(store.db, store.actor)
    expect(shown?.incident.timeline).toHaveLength(1)
    expect(shown?.waiting).toHaveLength(1)
  })
})

const turns = () => new Promise((resolve) => setTimeout(resolve, 30))

describe('[BK8] a server that was restored', () => {
  test('is begun anew by one tab: the second that heard of it, and a late one that knew an older, change nothing', async () => {
    const store = openStore()
    const { db } = store
    await setMeta(db, 'epoch', 'e1')
    const { answer } = await queued(store)
    await answer(0)
    await applyCheckpoint(db, [], new Set([(await db.outbox.toArray())[0]?.mid ?? '']), 'e1')
    expect(await db.journal.count()).toBe(1)
    expect(await beginReplay(db, 'e1', 'e2')).toBe(1)
    const line = await db.outbox.toArray()
    expect(await beginReplay(db, 'e1', 'e2')).toBeNull()
    expect(await beginReplay(db, 'e0', 'e1')).toBeNull()
    expect(await db.outbox.toArray()).toEqual(line)
    expect(await getMeta(db, 'epoch')).toBe('e2')
  })

  test('[BK7] twice, before the echo of its second word was here: the receipt of the first time goes along', async () => {
    const store = openStore()
    const { db } = store
    await setMeta(db, 'epoch', 'e1')
    const { mid, answer } = await queued(store)
    const receipt = { payload: { kind: 'test', mid }, key: 'k', signature: 's' }
    await db.records.add({ space: SPACE, type: 'receipt', id: mid, entity: INCIDENT, version: 1, body: receipt })
    await answer(0)
    await applyCheckpoint(db, [], new Set([mid]), 'e1')
    await beginReplay(db, 'e1', 'e2')
    expect(await db.outbox.toArray()).toMatchObject([{ mid, verdict: null, before: { receipts: [receipt] } }])
    await answer(7)
    await beginReplay(db, 'e2', 'e3')
    const again = { verdict: { mid, spaces: [[SPACE, 7]] }, receipts: [receipt] }
    expect(await db.outbox.toArray()).toMatchObject([{ mid, verdict: null, before: again }])
  })
})
