import type { Actor } from '#domain/organisation/roles.ts'
import { type Piece, pieceStateOf, recipientFor, standingsOf } from '#domain/pieces/piece.ts'

const ACTS = ['receive', 'publish', 'decline', 'takeDown'] as const
export type PieceAct = (typeof ACTS)[number]

/** The acts worth showing to somebody of a place that the piece went to: a courtesy, since `decide` has the last word. [AC8] */
export function pieceActsFor(actor: Actor, piece: Piece): PieceAct[] {
  const recipient = recipientFor(actor, piece)
  if (!recipient) return []
  const own = standingsOf(piece).find(({ unitId }) => unitId === recipient.unitId)
  const state = pieceStateOf(piece)
  if (state === 'retired') return own?.state === 'published' ? ['takeDown'] : []
  if (state === 'withdrawn') return []
  const fits: Record<PieceAct, boolean> = {
    receive: !own?.entry || own.isOlder,
    publish: true,
    decline: own?.state !== 'published' && own?.state !== 'declined',
    takeDown: own?.state === 'published',
  }
  return ACTS.filter((act) => fits[act])
}
