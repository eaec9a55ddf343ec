import type * as z from 'zod/mini'
import { pieceRolesFor } from '../access/can.ts'
import { type PieceId, pieceIdSchema } from '../ids.ts'
import { type Context, type Decision, defineMutation, merge, refuse } from '../mutation.ts'
import type { Change } from '../records.ts'
import type { Refusal } from '../refusals.ts'
import type { Result } from '../result.ts'
import { signEntry } from '../signed-entry.ts'
import { unitSpace } from '../spaces.ts'
import type { Piece, PieceEntry } from './piece.ts'

/** The record after `entry` was added to its timeline. */
export function appended(piece: Piece, entry: PieceEntry): Change {
  const body = { ...piece, timeline: [...piece.timeline, entry] }
  return { put: 'piece', id: piece.id, entity: piece.id, space: unitSpace(piece.unitId), body }
}

export const signed = (context: Context, action: 'write' | 'take') => signEntry(context, pieceRolesFor(action))

export const pieceKey = { pieceId: pieceIdSchema }

/** An act on a piece that is there, and not done already. Each says by itself who may. [PI2, SY4] */
export const definePieceAct = <const Name extends string, Args extends { pieceId: PieceId }>(act: {
  name: Name
  args: z.ZodMiniType<Args>
  decide(piece: Piece, args: Args, context: Context): Result<Decision, Refusal>
}) =>
  defineMutation<Name, Args>({
    name: act.name,
    schema: 1,
    args: act.args,
    entity: ({ pieceId }) => pieceId,
    reads: ({ pieceId }) => [{ type: 'piece', id: pieceId }],
    decide(view, args, context) {
      const piece = view.get('piece', args.pieceId)
      if (!piece) return refuse('not-found')
      if (piece.timeline.some(({ id }) => id === context.mid)) return merge([])
      return act.decide(piece, args, context)
    },
  })
