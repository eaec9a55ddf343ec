import { Dexie } from 'dexie'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { expect, test } from 'vitest'
import type { PhotoId } from '#domain/ids.ts'
import { databaseName, getMeta, isNewer, setMeta, WRITER_SCHEMA } from '#storage/db.ts'
import { newPhoto } from '#storage/photos.ts'
import type { PhotoRow } from '#storage/tables.ts'
import { readIncidents } from '#storage/views.ts'
import { aBody, anActor, INCIDENT, UNIT } from '#tests/support/builders.ts'
import { openWorld } from '#tests/sync/engine-world.ts'
import { openStore } from './device-store.ts'

const aReport = { name: 'incident.report', args: { incidentId: INCIDENT, unitId: UNIT, body: aBody(), photos: [] } }

/** What a later version of the app leaves on a device. */
async function leaveByNewer(factory: IDBFactory): Promise<void> {
  const { db, mutate } = openStore(factory)
  expect(await mutate(aReport)).toMatchObject({ ok: true })
  await setMeta(db, 'minWriterSchema', WRITER_SCHEMA + 1)
  const shapes = db.tables.map(({ name, schema }) => [
    name,
    [schema.primKey, ...schema.indexes].map(({ src }) => src).join(', '),
  ])
  db.close()
  const later = new Dexie(databaseName(anActor().accountId), { indexedDB: factory, IDBKeyRange })
  later.version(9).stores({ ...Object.fromEntries(shapes), outbox: 'mid, seq, entity, urgency', later: 'id' })
  await later.open()
  later.close()
}

test('[SC5] older code on a newer database reads, and writes nothing at all', async () => {
  const factory = new IDBFactory()
  await leaveByNewer(factory)
  const { db, mutate, actor } = openStore(factory)
  expect(await readIncidents(db, actor)).toHaveLength(1)
  expect(isNewer(db)).toBe(true)
  await expect(mutate({ ...aReport, args: { ...aReport.args, photos: [] } })).rejects.toThrow('newer than this code')
  for (const table of db.tables) {
    const before = await table.toArray()
    await expect(table.put({ id: 'x', mid: 'x', key: 'x', n: 1 })).rejects.toThrow('newer than this code')
    await expect(table.clear()).rejects.toThrow('newer than this code')
    expect(await table.toArray(), table.name).toEqual(before)
  }
})

test('[SC5] its engine says that the app must be updated, asks nobody, and keeps the line', async () => {
  const factory = new IDBFactory()
  await leaveByNewer(factory)
  const world = openWorld({ factory })
  world.engine.start()
  await world.pass(60_000)
  expect(world.engine.state().phase).toBe('outdated')
  expect(world.server.calls).toEqual([])
  expect(world.errors).toEqual([])
  expect(await world.rows()).toHaveLength(1)
})

test('[SC5] it says so, too, where a picture of a product waits, and tries nothing again', async () => {
  const factory = new IDBFactory()
  const { db } = openStore(factory)
  const id = crypto.randomUUID() as PhotoId
  const ref = { id, type: 'image/png' as const, size: 3, sha256: 'a'.repeat(64), width: 2, height: 2 }
  const row = { ...newPhoto(ref, { draftId: '', entity: crypto.randomUUID(), entityType: 'task' }), state: 'waiting' }
  await db.photos.add(row as PhotoRow)
  await setMeta(db, 'minWriterSchema', WRITER_SCHEMA + 1)
  db.close()
  const world = openWorld({ factory })
  world.engine.start()
  await world.pass(60_000)
  expect(world.engine.state()).toMatchObject({ phase: 'outdated', nextTry: null })
  expect(world.server.calls).toEqual([])
  expect(world.errors).toEqual([])
})

test('[SC5] a database of this code or an older one is written to, and says what it takes from now on', async () => {
  const store = openStore()
  expect(await store.mutate(aReport)).toMatchObject({ ok: true })
  expect(await getMeta(store.db, 'minWriterSchema')).toBe(WRITER_SCHEMA)
  expect(isNewer(store.db)).toBe(false)
})
