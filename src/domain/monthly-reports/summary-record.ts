import * as z from 'zod/mini'
import { formSummarySchema } from '../unit-forms/summary-record.ts'

/** @property nil the newest version says that there was nothing to report */
export const monthlySummarySchema = z.extend(formSummarySchema, { nil: z.boolean() })
export type MonthlySummary = z.infer<typeof monthlySummarySchema>
