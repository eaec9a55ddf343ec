import { useQuery } from '@tanstack/react-query'
import type { Actor } from '#domain/organisation/roles.ts'
import type { Piece } from '#domain/pieces/piece.ts'
import type { StoredRecord } from '#domain/records.ts'
import { overlay } from '#domain/sync/overlay.ts'
import { type DeskPieceAnswer, deskPieceAnswerSchema, deskPiecesAnswerSchema } from '#protocol/office-pieces.ts'
import type { OutboxRow } from '#storage/tables.ts'
import { pendingOf, stands, viewOf } from '#storage/views.ts'
import { ask } from '../api.ts'
import { useDeskApi } from '../queries.ts'

export function useDeskPieces() {
  const deps = useDeskApi()
  return useQuery({
    queryKey: ['desk', deps.account, 'pieces'],
    queryFn: ({ signal }) => ask(deps, '/api/office/pieces', deskPiecesAnswerSchema, signal),
  })
}

export function useDeskPiece(id: string) {
  const deps = useDeskApi()
  return useQuery({
    queryKey: ['desk', deps.account, 'pieces', id],
    queryFn: ({ signal }) => ask(deps, `/api/office/pieces/${id}`, deskPieceAnswerSchema, signal),
  })
}

/** The fetched piece as the outbox keeps it, so that an act is decided on what its author saw. */
export const seedOfPiece = ({ space, piece }: Pick<DeskPieceAnswer, 'space' | 'piece'>): StoredRecord => ({
  space,
  type: 'piece',
  id: piece.id,
  entity: piece.id,
  version: 0,
  body: piece,
})

/** The piece with one's own acts on top, until the server's answer contains them. [SY4] */
export function pieceWithActs(answer: DeskPieceAnswer, acts: readonly OutboxRow[], actor: Actor): Piece {
  const view = overlay(viewOf([seedOfPiece(answer)]), acts.filter(stands).map(pendingOf), actor)
  return view.get('piece', answer.piece.id) ?? answer.piece
}
