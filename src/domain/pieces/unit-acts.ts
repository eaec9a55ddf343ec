import * as z from 'zod/mini'
import { canPiece } from '../access/can.ts'
import { canonical } from '../canonical.ts'
import { type PieceId, unitIdSchema } from '../ids.ts'
import { accept, type Context, defineMutation, merge, refuse } from '../mutation.ts'
import { MAX_PHOTOS, photoRefSchema } from '../photos/photo.ts'
import { hanoiDay, hanoiYear } from '../time.ts'
import { isAboutPeople, pieceBodySchema } from './body.ts'
import { appended, definePieceAct, pieceKey, signed } from './changes.ts'
import { latestOf, type Piece, pieceNoteSchema, pieceStateOf, versionsOf } from './piece.ts'
import { PIECE_RULES, recipientsOn } from './recipients.ts'
import { validatePiece } from './validation.ts'

/**
 * A version of a piece, the first or a later one: it goes to the places of the day on which the first came. Its id was
 * minted when the form opened, so a double tap is one piece, and the same words twice are one version. [PI1, PI2, V41]
 */
export const sendPiece = defineMutation({
  name: 'piece.send',
  schema: 1,
  args: z.object({ ...pieceKey, unitId: unitIdSchema, body: pieceBodySchema, photos: z.array(photoRefSchema) }),
  entity: ({ pieceId }) => pieceId,
  reads: ({ pieceId }) => [
    { type: 'piece', id: pieceId },
    { type: 'piece_rules', id: PIECE_RULES },
  ],
  decide(view, { pieceId, unitId, body, photos }, context) {
    const there = view.get('piece', pieceId)
    if (there && there.unitId !== unitId) return refuse('not-found')
    if (!canPiece(context.actor, 'write', { unitId })) return refuse('not-allowed')
    if (there?.timeline.some(({ id }) => id === context.mid)) return merge([])
    if (there && pieceStateOf(there) === 'retired') return refuse('wrong-state', { state: 'retired' })
    if (photos.length > MAX_PHOTOS) return refuse('too-many-photos', { max: MAX_PHOTOS })
    const issues = validatePiece(body)
    if (issues.length > 0) return refuse('incomplete', { issues })
    if (there && isSame(there, { body, photos })) return merge([])
    const piece =
      there ??
      newPiece(pieceId, unitId, recipientsOn(view.get('piece_rules', PIECE_RULES), hanoiDay(context.now)), context)
    const no = context.nextNo?.(versionsOf(piece)) ?? versionsOf(piece).length + 1
    return accept([appended(piece, { ...signed(context, 'write'), kind: 'sent', no, body, photos })])
  },
})

/** Taken back, with a reason, before anybody received it; it stays readable. [PI4] */
export const withdrawPiece = definePieceAct({
  name: 'piece.withdraw',
  args: z.object({ ...pieceKey, reason: pieceNoteSchema }),
  decide(piece, { reason }, context) {
    if (!canPiece(context.actor, 'write', piece)) return refuse('not-allowed')
    const state = pieceStateOf(piece)
    if (state === 'withdrawn') return merge([])
    if (state !== 'sent') return refuse('wrong-state', { state })
    if (reason.trim() === '') return refuse('reason-missing')
    return accept([appended(piece, { ...signed(context, 'write'), kind: 'withdrawn', reason })])
  },
})

/** Whoever agreed no longer does: the piece is not used any more, and every recipient is told. No reason is asked for. [PI5] */
export const withdrawConsent = definePieceAct({
  name: 'piece.withdrawConsent',
  args: z.object({ ...pieceKey, note: pieceNoteSchema }),
  decide(piece, { note }, context) {
    if (!canPiece(context.actor, 'write', piece)) return refuse('not-allowed')
    const state = pieceStateOf(piece)
    if (state === 'retired') return merge([])
    if (!versionsOf(piece).some(({ body }) => isAboutPeople(body))) return refuse('wrong-state', { state })
    return accept([appended(piece, { ...signed(context, 'write'), kind: 'consent_withdrawn', note })])
  },
})

const isSame = (piece: Piece, said: Pick<ReturnType<typeof latestOf>, 'body' | 'photos'>): boolean => {
  const { body, photos } = latestOf(piece)
  const isOpen = pieceStateOf(piece) !== 'withdrawn'
  return isOpen && canonical({ body, photos }) === canonical({ body: said.body, photos: said.photos })
}

function newPiece(id: PieceId, unitId: Piece['unitId'], recipients: Piece['recipients'], context: Context): Piece {
  const number = context.allot('piece')
  return {
    id,
    unitId,
    unitName: context.actor.grants.find((grant) => grant.unitId === unitId)?.unitName ?? '',
    code: number === null ? null : `TB-${hanoiYear(context.now)}-${String(number).padStart(4, '0')}`,
    recipients,
    timeline: [],
  }
}
