import { expect, it } from 'vitest'
import type { Mid } from '#domain/ids.ts'
import { unitSpace } from '#domain/spaces.ts'
import { letGoOfBackedUp } from '#storage/backed-up.ts'
import { applyCheckpoint, JOURNAL_CAP, stage } from '#storage/checkpoint.ts'
import { setMeta } from '#storage/db.ts'
import type { JournalRow, OutboxRow } from '#storage/tables.ts'
import { at, UNIT, uuid } from '#tests/support/builders.ts'
import { openStore } from './device-store.ts'

const SPACE = unitSpace(UNIT)
const device = {
  written: at('2026-11-19T06:00:00Z'),
  committed: at('2026-11-19T06:00:00Z'),
  zoneMinutes: 420,
  skewMs: 0,
}
const acked = (n: number, version: number): OutboxRow => ({
  mid: uuid(n) as Mid,
  seq: n,
  name: 'incident.report',
  schema: 1,
  entity: uuid(n),
  args: { text: n },
  device,
  verdict: { mid: uuid(n) as Mid, kind: 'applied', spaces: [[SPACE, version]] },
  tries: 0,
  lastTry: null,
  notBefore: 0,
  seeds: [],
})

it('[BK9] what leaves the line is in the journal with the server’s word and receipt, never in neither', async () => {
  const { db } = openStore()
  await db.outbox.bulkAdd([acked(2, 1), acked(1, 1)])
  const receipt = {
    type: 'receipt',
    id: uuid(1),
    entity: uuid(1),
    version: 1,
    body: { payload: {}, key: 'k', signature: 'of it' },
  }
  await stage(db, [{ space: SPACE, from: 0, to: 1, records: [receipt] }])
  await applyCheckpoint(db, [], new Set([uuid(1), uuid(2)]))
  expect(await db.outbox.count()).toBe(0)
  const kept = await db.journal.orderBy('n').toArray()
  expect(kept.map(({ mid, verdict, receipts }) => [mid, verdict.kind, receipts])).toEqual([
    [uuid(1), 'applied', [receipt.body]],
    [uuid(2), 'applied', []],
  ])
})

it('[BK9, BK10] a backup lets go of what it holds and of nothing else, and only one of this epoch', async () => {
  const { db } = openStore()
  await setMeta(db, 'epoch', 'now')
  const row = ({ verdict, seeds: _seeds, ...rest }: OutboxRow): JournalRow => ({
    ...rest,
    verdict: verdict as never,
    receipts: [],
  })
  await db.journal.bulkAdd([row(acked(1, 3)), row(acked(2, 4))])
  const backup = { made: at('2026-11-19T19:00:00Z'), heads: [[SPACE, 3]] as [typeof SPACE, number][] }
  await letGoOfBackedUp(db, { ...backup, epoch: 'before' })
  expect(await db.journal.count()).toBe(2)
  await letGoOfBackedUp(db, { ...backup, epoch: 'now' })
  expect((await db.journal.toArray()).map(({ mid }) => mid)).toEqual([uuid(2)])
})

it('[BK9] without any backup it stays within its cap, and the newest are kept', async () => {
  const { db } = openStore()
  await db.outbox.bulkAdd(Array.from({ length: JOURNAL_CAP + 5 }, (_, n) => acked(n + 1, 1)))
  await stage(db, [{ space: SPACE, from: 0, to: 1, records: [] }])
  await applyCheckpoint(db, [], new Set(Array.from({ length: JOURNAL_CAP + 5 }, (_, n) => uuid(n + 1))))
  expect(await db.journal.count()).toBe(JOURNAL_CAP)
  expect((await db.journal.orderBy('n').first())?.mid).toBe(uuid(6))
})
