import type { Table } from 'dexie'
import { instantOf } from '#domain/time.ts'
import type { AccountDb } from './db.ts'
import { SOUND } from './sound.ts'
import type { AsideRow } from './tables.ts'

/** Above every head: the server answers with the whole space anew. [SY10] */
const BEYOND = Number.MAX_SAFE_INTEGER

/**
 * Takes what can no longer be read out of the way, whole: it is shown, can be written into a file, and stops
 * nothing. What this device only keeps for itself or can ask for again is no word of anybody's: it is mended by
 * being forgotten. Looks at what is little, before anything reads; at the rest `lookThrough` does. [PR4]
 */
export async function setAside(db: AccountDb, nowMs: number): Promise<void> {
  for (const name of ['outbox', 'drafts', 'forms', 'photos'] as const)
    await moveAside(db, db.table(name), SOUND[name], nowMs)
  const forgotten = await unsound(db, 'meta').primaryKeys()
  if (forgotten.length > 0) await db.meta.bulkDelete(forgotten as string[])
}

/**
 * Places and pages of a pull, which come anew. Not at opening: a tab that is stopped in the middle of a pull would keep
 * the others from opening at all. [PR4]
 */
export async function forgetPlaces(db: AccountDb): Promise<void> {
  if (await unsound(db, 'cursors').count()) await unsound(db, 'cursors').modify({ version: BEYOND })
  if (await unsound(db, 'staged').count()) await db.staged.clear()
}

const unsound = (db: AccountDb, name: 'meta' | 'cursors' | 'staged') =>
  db.table(name).filter((row) => !SOUND[name](row))

/** To be called within a transaction over the table and `aside`, or outside of any. */
export async function moveAside<Row>(
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

/** The rest, which is much: once a day, and after a round that stumbled. Its code comes when it is needed. [PR4, SY15] */
export const lookThrough = (db: AccountDb, nowMs: number): Promise<void> =>
  import('./look-through.ts')
    .then((it) => it.lookThroughAll(db, nowMs))
    // a look that fails must not stop what goes without it
    .catch(console.warn)

export const readAside = (db: AccountDb): Promise<AsideRow[]> => db.aside.orderBy('n').toArray()
