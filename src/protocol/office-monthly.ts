import * as z from 'zod/mini'
import { monthlyReportSchema } from '#domain/monthly-reports/report.ts'
import { receiptSchema } from '#domain/receipts/receipt.ts'
import { spaceSchema } from '#domain/spaces.ts'
import { instantSchema } from '#domain/time.ts'
import { nonceSchema } from './envelope.ts'

/** GET /api/office/monthly/:id?account=…&nonce=… : one month's report of one unit with the receipts of its versions. */
export const deskMonthlyAnswerSchema = z.object({
  nonce: nonceSchema,
  at: instantSchema,
  space: spaceSchema,
  report: monthlyReportSchema,
  receipts: z.array(z.object({ id: z.string(), receipt: receiptSchema })),
})
export type DeskMonthlyAnswer = z.infer<typeof deskMonthlyAnswerSchema>
