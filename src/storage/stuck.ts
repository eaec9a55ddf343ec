import type { AccountDb } from './db.ts'
import type { OutboxRow } from './tables.ts'

/** So many rounds that got through, over at least so long, and no word: something is wrong with this change. */
const STUCK_ROUNDS = 8
const STUCK_MS = 3_600_000
/** Whatever the device's clock says of how long it was. */
const STUCK_ANYHOW = 1000

/** Whether a change waits although the server answers. [SY16] @param nowMs by this device's clock */
export const isStuck = ({ verdict, passed }: Pick<OutboxRow, 'verdict' | 'passed'>, nowMs: number): boolean =>
  verdict === null &&
  !!passed &&
  (passed.rounds >= STUCK_ANYHOW || (passed.rounds >= STUCK_ROUNDS && Math.abs(nowMs - passed.since) >= STUCK_MS))

/** A round got through and left these without the server's word once more. [SY16] */
export const notePassed = (db: AccountDb, mids: readonly string[], nowMs: number): Promise<number> =>
  db.outbox
    .where('mid')
    .anyOf(mids)
    .modify((row) => {
      if (row.verdict) return
      row.passed = { rounds: (row.passed?.rounds ?? 0) + 1, since: row.passed?.since ?? nowMs }
    })
