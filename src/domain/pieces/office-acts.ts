import * as z from 'zod/mini'
import { isLink } from '../links.ts'
import { accept, type Context, type Decision, merge, refuse } from '../mutation.ts'
import type { Refusal } from '../refusals.ts'
import type { Result } from '../result.ts'
import { appended, definePieceAct, pieceKey, signed } from './changes.ts'
import {
  latestOf,
  type Piece,
  type PieceEntry,
  type PieceState,
  pieceNoteSchema,
  pieceStateOf,
  publicationSchema,
  publicationsOf,
  recipientFor,
  type Standing,
  standingsOf,
} from './piece.ts'

/** A recipient has it; two people of it take it in once, and a newer version once more. [PI3] */
export const receivePiece = defineAnswer({
  name: 'piece.receive',
  args: z.object(pieceKey),
  decide: ({ own, append }) => (own.entry && !own.isOlder ? merge([]) : append({ kind: 'received' })),
})

/** Where it came out; a piece may come out in several places. [PI3, V39] */
export const publishPiece = defineAnswer({
  name: 'piece.publish',
  args: z.object({ ...pieceKey, ...publicationSchema.shape }),
  decide({ piece, own, append }, { channel, link, on }) {
    if (link.trim() !== '' && !isLink(link)) return refuse('incomplete', { issues: [{ code: 'V39', path: 'link' }] })
    const isKnown = publicationsOf(piece).some(
      (one) => one.unitId === own.unitId && one.channel === channel && one.link === link && one.on === on,
    )
    return isKnown ? merge([]) : append({ kind: 'published', channel, link, on })
  },
})

/** It is not published there, and why. [PI3] */
export const declinePiece = defineAnswer({
  name: 'piece.decline',
  args: z.object({ ...pieceKey, reason: pieceNoteSchema }),
  decide({ own, append }, { reason }) {
    if (reason.trim() === '') return refuse('reason-missing')
    if (own.state === 'published') return refuse('wrong-state', { state: own.state })
    return append({ kind: 'declined', reason })
  },
})

/** What had come out there is out no longer; also once nobody agrees to it any more. [PI5] */
export const takeDownPiece = defineAnswer({
  name: 'piece.takeDown',
  args: z.object({ ...pieceKey, note: pieceNoteSchema }),
  from: ['published', 'received', 'sent', 'retired'],
  decide({ own, append }, { note }) {
    if (own.state === 'taken_down') return merge([])
    if (own.state !== 'published') return refuse('wrong-state', { state: own.state })
    return append({ kind: 'taken_down', note })
  },
})

/** Without the index signature of a loose type, which would let anything pass. */
type KnownMembers<T> = { [K in keyof T as string extends K ? never : K]: T[K] }
type NewAnswer = PieceEntry extends infer E
  ? E extends PieceEntry & { unitId: unknown }
    ? Omit<KnownMembers<E>, 'id' | 'by' | 'stamps' | 'unitId' | 'no'>
    : never
  : never

interface Found {
  piece: Piece
  /** how the actor's own place stands */
  own: Standing
  append(entry: NewAnswer): Result<Decision, never>
}

/** What a recipient says for itself alone. [PI3, AC8] */
function defineAnswer<const Name extends string, Args extends { pieceId: Piece['id'] }>(act: {
  name: Name
  args: z.ZodMiniType<Args>
  /** states in which it makes sense: as long as the piece stands, unless told */
  from?: readonly PieceState[]
  decide(found: Found, args: Args): Result<Decision, Refusal>
}) {
  return definePieceAct<Name, Args>({
    name: act.name,
    args: act.args,
    decide(there, args, context: Context) {
      const recipient = recipientFor(context.actor, there)
      if (!recipient) return refuse('not-allowed')
      const piece = there.recipients.length > 0 ? there : { ...there, recipients: [recipient] }
      const own = standingsOf(piece).find(({ unitId }) => unitId === recipient.unitId)
      if (!own) return refuse('not-allowed')
      const state = pieceStateOf(piece)
      if (!(act.from ?? STANDS).includes(state)) return refuse('wrong-state', { state })
      const says = { ...signed(context, 'take'), unitId: own.unitId, no: latestOf(piece).no }
      const append = (entry: NewAnswer) => accept([appended(piece, { ...says, ...entry } as PieceEntry)])
      return act.decide({ piece, own, append }, args)
    },
  })
}

const STANDS = ['sent', 'received', 'published', 'declined'] as const satisfies PieceState[]
