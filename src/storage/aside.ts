import type { Table } from 'dexie'
import { instantOf } from '#domain/time.ts'
import type { AccountDb } from './db.ts'
import { isSoundRecord, SOUND } from './sound.ts'
import type { AsideRow } from './tables.ts'

/**
 * Takes what can no longer be read out of the way, whole: it is shown, can be written into a file, and stops
 * nothing. Looks at what was written here, which is little, and at no record. [PR4]
 */
export async function setAside(db: AccountDb, nowMs: number): Promise<void> {
  for (const name of ['outbox', 'drafts', 'forms', 'photos'] as const) {
    const isSound = (row: unknown) =>
      typeof row === 'object' && row !== null && SOUND[name](row as Record<string, unknown>)
    await move(db, db.table(name), isSound, nowMs)
  }
}

/** The same for the server's records; what is taken out comes anew with the next comparison. [PR4, SY15] */
export const setAsideRecords = (db: AccountDb, nowMs: number): Promise<void> =>
  move(db, db.records, isSoundRecord, nowMs)

async function move<Row>(
  db: AccountDb,
  table: Table<Row>,
  isSound: (row: Row) => boolean,
  nowMs: number,
): Promise<void> {
  const broken = await table.filter((row) => !isSound(row)).primaryKeys()
  if (broken.length === 0) return
  await db.transaction('rw', [table, db.aside], async () => {
    for (const key of broken) {
      const row = await table.get(key)
      if (row === undefined || isSound(row)) continue
      await db.aside.add({ table: table.name, row, at: instantOf(nowMs) })
      await table.delete(key)
    }
  })
}

export const readAside = (db: AccountDb): Promise<AsideRow[]> => db.aside.orderBy('n').toArray()
