import * as z from 'zod/mini'
import { receiptSchema } from '#domain/receipts/receipt.ts'
import { verdictSchema } from './push.ts'

/** `before` of an envelope: what the server said of this change before it was restored from a backup. [BK7] */
export const beforeSchema = z.object({ verdict: verdictSchema, receipts: z.array(receiptSchema) })
export type Before = z.infer<typeof beforeSchema>
