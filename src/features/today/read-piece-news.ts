import type { Actor } from '#domain/organisation/roles.ts'
import type { Piece, PieceEntry } from '#domain/pieces/piece.ts'
import type { Instant } from '#domain/time.ts'
import { unitsOf } from '#storage/duties.ts'

/** How many the first screen tells of; the others stand with their pieces. */
const MOST = 5
/** In each space, so many of the last changed pieces are looked at. [DL13] */
export const PIECES_LOOKED_AT = 20

/** What a place that a piece went to does about it. That it came there is no news: it is said with the piece. */
const KINDS = ['published', 'declined', 'taken_down'] as const
type NewsEntry = Extract<PieceEntry, { kind: (typeof KINDS)[number] }>
const isNews = (entry: PieceEntry): entry is NewsEntry => (KINDS as readonly string[]).includes(entry.kind)

export interface PieceNewsItem {
  entry: NewsEntry
  at: Instant
  pieceId: string
  title: string
  /** the place that answers; empty where the department names none */
  place: string
}

/** The newest answers of others to what the actor's units sent, as the server received them. [UI4, PI3] */
export function pieceNewsOf(pieces: readonly Piece[], actor: Actor): PieceNewsItem[] {
  const own = unitsOf(actor)
  return pieces
    .filter(({ unitId }) => own.includes(unitId))
    .flatMap((piece) => piece.timeline.flatMap((entry) => itemOf(piece, entry, actor) ?? []))
    .sort((a, b) => (a.at < b.at ? 1 : -1))
    .slice(0, MOST)
}

function itemOf(piece: Piece, entry: PieceEntry, { accountId }: Actor): PieceNewsItem | null {
  const at = entry.stamps.received
  if (!isNews(entry) || at === null || entry.by.accountId === accountId) return null
  const sent = piece.timeline.findLast((one) => one.kind === 'sent' && one.no === entry.no)
  const title = sent?.kind === 'sent' ? sent.body.title : ''
  const place = piece.recipients.find(({ unitId }) => unitId === entry.unitId)?.name ?? ''
  return { entry, at, pieceId: piece.id, title, place }
}
