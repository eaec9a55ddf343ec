import { type Instant, instantOf, msOf } from '#domain/time.ts'
import type { OutboxRow, PhotoRow } from '#storage/tables.ts'
import type { SyncState } from '#sync/state.ts'

/** When an item leaves by itself at the earliest; null when nothing is planned, as without a network. */
export function nextTryOf(
  rows: readonly Pick<OutboxRow, 'notBefore'>[],
  photos: readonly Pick<PhotoRow, 'notBefore'>[],
  sync: Pick<SyncState, 'nextTry' | 'phase'>,
  nowMs: number,
): Instant | null {
  if (sync.nextTry === null || sync.phase === 'signed-out' || sync.phase === 'account-disabled') return null
  const waits = (rows.length > 0 ? rows : photos).map(({ notBefore }) => notBefore)
  const next = Math.max(msOf(sync.nextTry), Math.min(...waits))
  return next > nowMs ? instantOf(next) : null
}
