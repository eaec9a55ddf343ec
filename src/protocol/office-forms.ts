import * as z from 'zod/mini'
import { monthlyReportSchema } from '#domain/monthly-reports/report.ts'
import { receiptSchema } from '#domain/receipts/receipt.ts'
import { spaceSchema } from '#domain/spaces.ts'
import { instantSchema } from '#domain/time.ts'
import { unitPlanSchema } from '#domain/unit-plans/unit-plan.ts'
import { nonceSchema } from './envelope.ts'

const opened = {
  nonce: nonceSchema,
  at: instantSchema,
  space: spaceSchema,
  /** of its versions, by their ids */
  receipts: z.array(z.object({ id: z.string(), receipt: receiptSchema })),
}

/** GET /api/office/monthly/:id?account=…&nonce=… : one month's report of one unit with the receipts of its versions. */
export const deskMonthlyAnswerSchema = z.object({ ...opened, report: monthlyReportSchema })
export type DeskMonthlyAnswer = z.infer<typeof deskMonthlyAnswerSchema>

/** GET /api/office/plan/:id?account=…&nonce=… : one unit's plan of one year in the same way. */
export const deskPlanAnswerSchema = z.object({ ...opened, report: unitPlanSchema })
export type DeskPlanAnswer = z.infer<typeof deskPlanAnswerSchema>
