import type { Instant } from '#domain/time.ts'
import type { Before } from '#protocol/before.ts'
import type { Verdict } from '#protocol/push.ts'
import type { AccountDb } from './db.ts'
import { getMeta, setMeta } from './db.ts'
import { setAsideJournal } from './look-through.ts'
import type { JournalRow, OutboxRow } from './tables.ts'

/**
 * The server was restored from a backup: in one transaction everything that it may have lost goes in line again,
 * before what was waiting, in the order in which it was answered, with the server's own earlier word as its proof;
 * photos whose bytes are still here wait again, and the copy of the server's records begins anew. [BK8]
 * @param known the epoch that the server was known by when it was asked: an answer that comes after another tab began
 * anew may be of the one that is lost
 * @returns how many changes go again; null when another tab has done it
 */
export const beginReplay = (db: AccountDb, known: string | undefined, epoch: string): Promise<number | null> =>
  db.transaction('rw', [db.journal, db.outbox, db.photos, db.cursors, db.staged, db.meta, db.aside], async () => {
    if ((await getMeta(db, 'epoch')) !== known) return null
    await setAsideJournal(db, Date.now())
    const waiting = await db.outbox.orderBy('seq').toArray()
    const inLine = new Set(waiting.map(({ mid }) => mid))
    const again = (await db.journal.orderBy('n').toArray()).filter(({ mid }) => !inLine.has(mid))
    let seq = (await getMeta(db, 'seq')) ?? 0
    const line = [...again.map(fromJournal), ...waiting.map(unanswered)].map((row) => ({ ...row, seq: ++seq }))
    await db.outbox.bulkPut(line)
    await db.journal.clear()
    await db.photos.where('state').equals('stored').modify(STORED_NOWHERE)
    await db.cursors.clear()
    await db.staged.clear()
    await setMeta(db, 'seq', seq)
    await db.meta.delete('backup')
    await setMeta(db, 'epoch', epoch)
    return again.length
  })

const STORED_NOWHERE = { state: 'waiting', offset: 0, tries: 0, notBefore: 0, problem: null } as const
const UNTRIED = { tries: 0, lastTry: null as Instant | null, notBefore: 0, verdict: null }

const fromJournal = ({ n: _n, verdict, receipts, ...row }: JournalRow): OutboxRow => ({
  ...row,
  ...UNTRIED,
  seeds: [],
  before: { verdict, receipts },
})

/** A word that came from the lost server, and was not yet followed by its echo, is no longer the last one. */
const unanswered = (row: OutboxRow): OutboxRow =>
  row.verdict ? { ...row, ...UNTRIED, before: proofOf(row.verdict, row.before) } : row

/**
 * What a lost server said of a change, as its proof before the next one, with the receipts of an earlier loss. [BK7]
 * @param before what the change carried already when this was said
 */
export const proofOf = (verdict: Verdict, before: Before | undefined): Before => ({
  verdict,
  receipts: before?.receipts ?? [],
})
