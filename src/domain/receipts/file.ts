import * as z from 'zod/mini'
import { reportEntrySchema } from '../incidents/incident.ts'
import { versionSchema } from '../monthly-reports/report.ts'
import { sentSchema } from '../pieces/piece.ts'
import { receiptSchema, signingKeySchema } from './receipt.ts'

/**
 * A report, its photos and their receipts in one file that anyone can check. The keys in it are a convenience:
 * whoever checks compares their fingerprint with the one the department publishes. [RC5]
 */
export const receiptFileSchema = z.object({
  format: z.literal('dau-moi-receipt/1'),
  departmentName: z.string(),
  unitName: z.string(),
  entry: reportEntrySchema,
  receipt: receiptSchema,
  photos: z.array(z.object({ id: z.uuid(), base64: z.string(), receipt: receiptSchema })),
  keys: z.array(signingKeySchema),
})
export type ReceiptFile = z.infer<typeof receiptFileSchema>

/** The same for one version of a month's report; it has no photos. [RC5, RC7] */
export const monthlyReceiptFileSchema = z.extend(receiptFileSchema, {
  entry: versionSchema,
  photos: z.array(z.never()),
})
export type MonthlyReceiptFile = z.infer<typeof monthlyReceiptFileSchema>

/** The same for one version of an article or example; its photos are declared and not in it. [RC5, RC8] */
export const pieceReceiptFileSchema = z.extend(receiptFileSchema, { entry: sentSchema, photos: z.array(z.never()) })
