import { forgetPlaces, moveAside, setAside } from './aside.ts'
import type { AccountDb } from './db.ts'
import { CHANGE, having, isObject, isSoundRecord, isVerdict, listOf } from './sound.ts'
import type { JournalRow, RecordRow } from './tables.ts'

/**
 * Every table. The server's records come anew with the next comparison, which misses what is taken out here; of the
 * journal the server has the words, and what is sound goes again without what is not. [PR4, SY15, BK8]
 */
export async function lookThroughAll(db: AccountDb, nowMs: number): Promise<void> {
  await setAside(db, nowMs)
  await forgetPlaces(db)
  await setAsideJournal(db, nowMs)
  await moveAside(db, db.records, isSoundRow, nowMs)
}

/** To be called before the journal is read; within a transaction over it and `aside`, or outside of any. */
export const setAsideJournal = (db: AccountDb, nowMs: number): Promise<void> =>
  moveAside(db, db.journal, isSoundEntry, nowMs)

const isChange = having(CHANGE)
const isAck = having('received')
const isSoundEntry = (row: JournalRow): boolean =>
  isChange(row) &&
  isVerdict(row.verdict) &&
  (row.verdict.ack === undefined || isAck(row.verdict.ack)) &&
  listOf(isObject)(row.receipts)

const isPlaced = having('entity version')
/** Also what no list finds any more. */
const isSoundRow = (row: RecordRow): boolean => isPlaced(row) && isSoundRecord(row)
