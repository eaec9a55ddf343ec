import * as z from 'zod/mini'
import { canPiece, READS_ALL_UNITS } from '../access/can.ts'
import { daySchema } from '../deadlines/days.ts'
import { pieceIdSchema, type UnitId, unitIdSchema } from '../ids.ts'
import type { Actor } from '../organisation/roles.ts'
import { type PhotoRef, photoRefSchema } from '../photos/photo.ts'
import { signedEntry } from '../signed-entry.ts'
import { PRODUCT_CHANNELS } from '../tasks/product.ts'
import { NOTE_MAX, textSchema } from '../text.ts'
import { PIECE_LIMITS, pieceBodySchema } from './body.ts'
import { type Recipient, recipientSchema } from './recipients.ts'

export const pieceNoteSchema = textSchema(NOTE_MAX)
/** Which recipient speaks, and of which version. */
const answer = { unitId: unitIdSchema, no: z.int() }

export const publicationSchema = z.object({
  channel: z.enum(PRODUCT_CHANNELS),
  /** empty where it has none: a board, a broadcast */
  link: textSchema(PIECE_LIMITS.link),
  on: daySchema,
})

/** One version, never edited; `no` from 1. [PI2] */
export const sentSchema = z.looseObject({
  ...signedEntry,
  kind: z.literal('sent'),
  no: z.int(),
  body: pieceBodySchema,
  photos: z.array(photoRefSchema),
})
export type SentEntry = z.infer<typeof sentSchema>

/** What unit and recipients did about one piece, in the server's order. Nothing is ever taken out of it. [PI2] */
export const pieceEntrySchema = z.discriminatedUnion('kind', [
  sentSchema,
  z.looseObject({ ...signedEntry, kind: z.literal('withdrawn'), reason: pieceNoteSchema }),
  z.looseObject({ ...signedEntry, kind: z.literal('consent_withdrawn'), note: pieceNoteSchema }),
  z.looseObject({ ...signedEntry, kind: z.literal('received'), ...answer }),
  z.looseObject({ ...signedEntry, kind: z.literal('published'), ...answer, ...publicationSchema.shape }),
  z.looseObject({ ...signedEntry, kind: z.literal('declined'), ...answer, reason: pieceNoteSchema }),
  z.looseObject({ ...signedEntry, kind: z.literal('taken_down'), ...answer, note: pieceNoteSchema }),
])
export type PieceEntry = z.infer<typeof pieceEntrySchema>
type Answer = Extract<PieceEntry, { unitId: UnitId }>

/** An article or an example, in its unit's space; the places that it went to read it there. [PI1, PI2] */
export const pieceSchema = z.looseObject({
  id: pieceIdSchema,
  unitId: unitIdSchema,
  unitName: textSchema(200),
  /** TB-2026-0007, given by the server */
  code: z.nullable(z.string()),
  /** those of the day of sending */
  recipients: z.array(recipientSchema),
  timeline: z.array(pieceEntrySchema),
})
export type Piece = z.infer<typeof pieceSchema>

export const isSent = (entry: PieceEntry): entry is SentEntry => entry.kind === 'sent'
export const versionsOf = (piece: Pick<Piece, 'timeline'>): SentEntry[] => piece.timeline.filter(isSent)

/** @throws when there is none: a piece comes into being with its first version */
export function latestOf(piece: Piece): SentEntry {
  const latest = piece.timeline.findLast(isSent)
  if (!latest) throw new Error(`a piece without a version: ${piece.id}`)
  return latest
}

/** Every picture that was ever declared, each once: a later version may show those of an earlier one. [PH1] */
export const photosOfPiece = (piece: Piece): PhotoRef[] => [
  ...new Map(versionsOf(piece).flatMap(({ photos }) => photos.map((photo) => [photo.id, photo]))).values(),
]

export const PIECE_STATES = ['sent', 'received', 'published', 'declined', 'withdrawn', 'retired'] as const
export type PieceState = (typeof PIECE_STATES)[number]

export const STANDINGS = ['waiting', 'received', 'published', 'declined', 'taken_down'] as const
/** How one recipient stands. @property entry what it said last; null while it has said nothing */
export interface Standing extends Recipient {
  state: (typeof STANDINGS)[number]
  entry: Answer | null
  /** a version came after the one that it spoke of */
  isOlder: boolean
}

const isAnswer = (entry: PieceEntry): entry is Answer => 'unitId' in entry

/** Each recipient by itself: two places answer apart. [PI3] */
export function standingsOf(piece: Piece): Standing[] {
  const { no } = latestOf(piece)
  return piece.recipients.map((recipient) => {
    const entry = piece.timeline.findLast((one): one is Answer => isAnswer(one) && one.unitId === recipient.unitId)
    return { ...recipient, state: entry?.kind ?? 'waiting', entry: entry ?? null, isOlder: (entry?.no ?? no) < no }
  })
}

/** The state is read from the timeline, so that it can never disagree with it. [PI2] */
export function pieceStateOf(piece: Piece): PieceState {
  if (piece.timeline.some(({ kind }) => kind === 'consent_withdrawn')) return 'retired'
  if (isWithdrawn(piece)) return 'withdrawn'
  const states = standingsOf(piece).map(({ state }) => state)
  if (states.includes('published')) return 'published'
  if (states.length > 0 && states.every((state) => state === 'declined' || state === 'taken_down')) return 'declined'
  return states.some((state) => state !== 'waiting') ? 'received' : 'sent'
}

const isWithdrawn = ({ timeline }: Piece) =>
  timeline.findLast(({ kind }) => kind === 'sent' || kind === 'withdrawn')?.kind === 'withdrawn'

/** Where it stands in public, oldest first; what was taken down again is not among it. */
export const publicationsOf = (piece: Piece): Extract<PieceEntry, { kind: 'published' }>[] =>
  piece.timeline.flatMap((entry, at) =>
    entry.kind === 'published' &&
    !piece.timeline.slice(at).some((later) => later.kind === 'taken_down' && later.unitId === entry.unitId)
      ? [entry]
      : [],
  )

/**
 * The recipient for which a person speaks; null for who may read and not answer. While the department names no
 * recipients, its office takes what comes. [AC8, PI1]
 */
export function recipientFor(actor: Actor, { recipients }: Pick<Piece, 'recipients'>): Recipient | null {
  const own = recipients.find(({ unitId }) => canPiece(actor, 'take', { unitId }))
  if (own || recipients.length > 0) return own ?? null
  const office = actor.grants.find(({ role }) => role === 'office_clerk' || role === 'office_chief')
  return office ? { unitId: office.unitId, name: office.unitName } : null
}

/** A piece was sent to those who receive it and to the office: they read it, wherever it lies. [AC8] */
export const isSentTo = (actor: Actor, piece: Pick<Piece, 'recipients'>): boolean =>
  actor.grants.some(({ role }) => READS_ALL_UNITS.includes(role)) || recipientFor(actor, piece) !== null
