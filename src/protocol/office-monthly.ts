import * as z from 'zod/mini'
import { monthlyReportSchema } from '#domain/monthly-reports/report.ts'
import { openedForm } from './office-forms.ts'

/** GET /api/office/monthly/:id?account=…&nonce=… : one month's report of one unit with the receipts of its versions. */
export const deskMonthlyAnswerSchema = z.object({ ...openedForm, report: monthlyReportSchema })
export type DeskMonthlyAnswer = z.infer<typeof deskMonthlyAnswerSchema>
