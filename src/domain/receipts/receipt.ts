import * as z from 'zod/mini'
import {
  departmentIdSchema,
  incidentIdSchema,
  midSchema,
  obligationIdSchema,
  photoIdSchema,
  pieceIdSchema,
  taskIdSchema,
  unitIdSchema,
} from '../ids.ts'
import { photoRefSchema } from '../photos/photo.ts'
import { instantSchema } from '../time.ts'

const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/))

/** The privacy groups that a receipt covers apart, so that one can be erased without breaking the signature. [RC3] */
export const GROUPS = ['P1', 'P2', 'P3'] as const
export type Group = (typeof GROUPS)[number]

/** What the server vouches for when a report's text is durably its own. [RC1, RC2] */
export const reportReceiptSchema = z.object({
  v: z.literal(1),
  kind: z.literal('incident.report'),
  department: departmentIdSchema,
  unit: unitIdSchema,
  incident: incidentIdSchema,
  entry: midSchema,
  /** SC-2026-0007 */
  code: z.string(),
  /** which report of the incident, from 1 */
  no: z.int(),
  received: instantSchema,
  /** sha256(salt ":" canonical(group)), hex */
  groups: z.object({ P1: hash, P2: hash, P3: hash }),
  /** as declared; their bytes have receipts of their own */
  photos: z.array(photoRefSchema),
})

/** What the server vouches for when a photo's bytes are verified and on its disk. [RC4] */
export const photoReceiptSchema = z.object({
  v: z.literal(1),
  kind: z.literal('photo'),
  department: departmentIdSchema,
  unit: unitIdSchema,
  incident: incidentIdSchema,
  photo: photoIdSchema,
  size: z.int(),
  sha256: hash,
  stored: instantSchema,
})

/** The same for a picture of a task's product. [RC4] */
export const taskPhotoReceiptSchema = z.object({
  v: z.literal(1),
  kind: z.literal('task.photo'),
  department: departmentIdSchema,
  unit: unitIdSchema,
  task: taskIdSchema,
  photo: photoIdSchema,
  size: z.int(),
  sha256: hash,
  stored: instantSchema,
})

/** What the server vouches for when one version of a month's report is durably its own. [RC7] */
export const monthlyReceiptSchema = z.object({
  v: z.literal(1),
  kind: z.literal('monthly.report'),
  department: departmentIdSchema,
  unit: unitIdSchema,
  report: obligationIdSchema,
  /** 2026-11 */
  of: z.string(),
  entry: midSchema,
  /** BT-2026-0012 */
  code: z.string(),
  /** which version, from 1 */
  no: z.int(),
  received: instantSchema,
  groups: z.object({ P1: hash, P2: hash, P3: hash }),
})

/** The same for a unit's plan. @property of 2026 @property code KH-2026-0012 [RC7] */
export const unitPlanReceiptSchema = z.extend(monthlyReceiptSchema, { kind: z.literal('unit.plan') })

/** What the server vouches for when one version of an article or example is durably its own. [RC8] */
export const pieceReceiptSchema = z.object({
  v: z.literal(1),
  kind: z.literal('piece.version'),
  department: departmentIdSchema,
  unit: unitIdSchema,
  piece: pieceIdSchema,
  entry: midSchema,
  /** TB-2026-0007 */
  code: z.string(),
  /** which version, from 1 */
  no: z.int(),
  received: instantSchema,
  groups: z.object({ P1: hash, P2: hash, P3: hash }),
  /** as declared; their bytes have receipts of their own */
  photos: z.array(photoRefSchema),
})

/** The same as `photo`, for a picture of a piece. [RC4] */
export const piecePhotoReceiptSchema = z.object({
  v: z.literal(1),
  kind: z.literal('piece.photo'),
  department: departmentIdSchema,
  unit: unitIdSchema,
  piece: pieceIdSchema,
  photo: photoIdSchema,
  size: z.int(),
  sha256: hash,
  stored: instantSchema,
})

export const receiptPayloadSchema = z.discriminatedUnion('kind', [
  reportReceiptSchema,
  photoReceiptSchema,
  taskPhotoReceiptSchema,
  monthlyReceiptSchema,
  unitPlanReceiptSchema,
  pieceReceiptSchema,
  piecePhotoReceiptSchema,
])
export type ReceiptPayload = z.infer<typeof receiptPayloadSchema>
export type ReportReceiptPayload = z.infer<typeof reportReceiptSchema>
export type FormReceiptPayload = z.infer<typeof monthlyReceiptSchema> | z.infer<typeof unitPlanReceiptSchema>
export type PieceReceiptPayload = z.infer<typeof pieceReceiptSchema>
export type PiecePhotoReceiptPayload = z.infer<typeof piecePhotoReceiptSchema>
export type PhotoReceiptPayload = z.infer<typeof photoReceiptSchema>
export type TaskPhotoReceiptPayload = z.infer<typeof taskPhotoReceiptSchema>

/** A signed payload. The record's id is the entry's or the photo's. Ed25519 over the canonical payload. */
export const receiptSchema = z.object({
  payload: receiptPayloadSchema,
  /** the id of the signing key */
  key: z.string(),
  /** hex, 64 bytes */
  signature: z.string().check(z.regex(/^[0-9a-f]{128}$/)),
  /** random, hex; null for a photo. Kept beside the text that it hides and erased with it. */
  salts: z.nullable(z.object({ P1: z.string(), P2: z.string(), P3: z.string() })),
})
export type Receipt = z.infer<typeof receiptSchema>

/** The public half of a department's signing key, published in the bulletin and on the receipt page. */
export const signingKeySchema = z.looseObject({
  id: z.string(),
  /** hex, 32 bytes */
  publicKey: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  from: instantSchema,
})
export type SigningKey = z.infer<typeof signingKeySchema>
