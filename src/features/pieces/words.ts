import type { PieceEntry, PieceState, Standing } from '#domain/pieces/piece.ts'
import type { PieceTexts } from '#i18n/piece-texts.ts'
import { statusWords, type WordTone } from '#i18n/sync-words.ts'
import type { Texts } from '#i18n/texts.ts'
import type { ListedPiece } from '#storage/pieces.ts'
import { statusOfWaiting } from '#sync/record-status.ts'
import type { SyncState } from '#sync/state.ts'

export const STATE_TONE = {
  sent: 'ok',
  received: 'ok',
  published: 'ok',
  declined: 'wait',
  withdrawn: 'plain',
  retired: 'alarm',
} as const satisfies Record<PieceState, WordTone>

export const STANDING_TONE = {
  waiting: 'plain',
  received: 'brand',
  published: 'ok',
  declined: 'wait',
  taken_down: 'plain',
} as const satisfies Record<Standing['state'], WordTone>

/** What is to be said of a piece before anything else: what waits here; null where all of it has arrived. [SW1] */
export function waitingWords(t: Texts, { piece, waiting }: ListedPiece, sync: SyncState, nowMs: number) {
  const status = statusOfWaiting(waiting, sync, piece.code)
  return status && statusWords(t, status, nowMs)
}

/** The place that an entry speaks for; empty where it is the unit's own. */
export function placeOf(standings: readonly Standing[], entry: PieceEntry): string {
  return 'unitId' in entry ? (standings.find(({ unitId }) => unitId === entry.unitId)?.name ?? '') : ''
}

/** An entry's heading. */
export function entryTitle(t: PieceTexts, standings: readonly Standing[], entry: PieceEntry): string {
  if (entry.kind === 'sent') return `${t.entry.sent} · ${t.versions(entry.no)}`
  const place = placeOf(standings, entry)
  return place === '' ? t.entry[entry.kind] : t.entryOf(t.entry[entry.kind], place)
}

/** What its author wrote beside it. */
export function entryWords(entry: PieceEntry): string {
  switch (entry.kind) {
    case 'withdrawn':
    case 'declined':
      return entry.reason
    case 'consent_withdrawn':
    case 'taken_down':
      return entry.note
    case 'published':
      return entry.link
    case 'sent':
    case 'received':
      return ''
  }
}
