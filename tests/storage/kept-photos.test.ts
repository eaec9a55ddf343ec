import { beforeEach, describe, expect, it } from 'vitest'
import type { PhotoId } from '#domain/ids.ts'
import { unitSpace } from '#domain/spaces.ts'
import { KEPT_PHOTOS_BYTES, letGoOfBackedUp } from '#storage/backed-up.ts'
import { setMeta } from '#storage/db.ts'
import type { PhotoRow } from '#storage/tables.ts'
import { aPhoto, at, INCIDENT, UNIT, uuid } from '#tests/support/builders.ts'
import { openStore } from './device-store.ts'

const SPACE = unitSpace(UNIT)
const MB = 1024 * 1024
let { db } = openStore()
beforeEach(() => {
  db = openStore().db
  return setMeta(db, 'epoch', 'now')
})

/** Photo `n`, told to be of so many MB, with the receipt that came with a version of the space. */
async function kept(
  n: number,
  { mb = 30, receipt = null as number | null, state = 'stored' as PhotoRow['state'] } = {},
) {
  const id = uuid(n) as PhotoId
  const ref = { ...aPhoto(n), id, size: mb * MB }
  await db.photos.add({
    id,
    draftId: uuid(0xd),
    entity: INCIDENT,
    entityType: 'incident',
    ref,
    state,
    offset: 0,
    tries: 0,
    notBefore: 0,
    problem: null,
  })
  await db.photoChunks.add({ photo: id, n: 0, bytes: new ArrayBuffer(3) })
  if (receipt !== null)
    await db.records.add({ space: SPACE, type: 'receipt', id, entity: INCIDENT, version: receipt, body: {} })
}
/** @returns the photos that are left, by their numbers */
async function afterBackupOf(head: number): Promise<number[]> {
  await letGoOfBackedUp(db, { made: at('2026-11-19T19:00:00Z'), heads: [[SPACE, head]], epoch: 'now' })
  const ids = (await db.photos.toCollection().primaryKeys()).sort()
  expect((await db.photoChunks.toArray()).map(({ photo }) => photo).sort()).toEqual(ids)
  return ids.map((id) => Number.parseInt(id.slice(-4), 16))
}

describe('[PH8] bytes of photos on the phone', () => {
  it('stay while they are no more than 100 MB, whatever a backup holds', async () => {
    expect(KEPT_PHOTOS_BYTES).toBe(100 * MB)
    for (const n of [1, 2, 3, 4]) await kept(n, { mb: 25, receipt: n })
    expect(await afterBackupOf(9)).toEqual([1, 2, 3, 4])
  })

  it('go, the oldest receipt first, and only so many as are too much', async () => {
    for (const [n, receipt] of [
      [1, 4],
      [2, 2],
      [3, 5],
      [4, 3],
      [5, 1],
    ] as const)
      await kept(n, { receipt })
    expect(await afterBackupOf(9)).toEqual([1, 3, 4])
  })

  it('stay, however many they are, while no backup holds their receipt, or while there is none', async () => {
    await kept(1, { receipt: 1 })
    for (const n of [2, 3, 4]) await kept(n, { receipt: n + 5 })
    await kept(5, { receipt: null })
    await kept(6, { mb: 300, state: 'waiting', receipt: 1 })
    expect(await afterBackupOf(5)).toEqual([2, 3, 4, 5, 6])
  })
})
