import * as z from 'zod/mini'
import { pieceIdSchema } from '#domain/ids.ts'
import { ARTICLE_KINDS, EXAMPLE_KINDS } from '#domain/pieces/body.ts'
import { PIECE_STATES, pieceSchema, STANDINGS } from '#domain/pieces/piece.ts'
import { recipientSchema } from '#domain/pieces/recipients.ts'
import { receiptSchema } from '#domain/receipts/receipt.ts'
import { spaceSchema } from '#domain/spaces.ts'
import { instantSchema } from '#domain/time.ts'
import { nonceSchema } from './envelope.ts'

/** One line of the desk's list: whom an example is about does not stand in it. [OF7, PD3] */
export const deskPieceSchema = z.object({
  id: pieceIdSchema,
  code: z.nullable(z.string()),
  unitName: z.string(),
  title: z.string(),
  kind: z.enum([...ARTICLE_KINDS, ...EXAMPLE_KINDS]),
  state: z.enum(PIECE_STATES),
  /** of the place for which the asker speaks; null for who only reads */
  own: z.nullable(z.enum(STANDINGS)),
  /** its newest version came after what that place said last */
  isNewer: z.boolean(),
  standings: z.array(z.extend(recipientSchema, { state: z.enum(STANDINGS) })),
  photos: z.int(),
  /** of the newest entry of the timeline */
  changed: instantSchema,
})
export type DeskPiece = z.infer<typeof deskPieceSchema>

/** GET /api/office/pieces?account=…&nonce=… : articles and examples that were sent to this post, newest first, at most 500. */
export const deskPiecesAnswerSchema = z.object({
  nonce: nonceSchema,
  at: instantSchema,
  pieces: z.array(deskPieceSchema),
})
export type DeskPiecesAnswer = z.infer<typeof deskPiecesAnswerSchema>

/** GET /api/office/pieces/:id?account=…&nonce=… : the whole record and the receipts of its versions and photos. */
export const deskPieceAnswerSchema = z.object({
  nonce: nonceSchema,
  at: instantSchema,
  space: spaceSchema,
  piece: pieceSchema,
  receipts: z.array(z.object({ id: z.string(), receipt: receiptSchema })),
})
export type DeskPieceAnswer = z.infer<typeof deskPieceAnswerSchema>
