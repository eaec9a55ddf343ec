import * as z from 'zod/mini'
import { daySchema } from '../deadlines/days.ts'
import { taskIdSchema } from '../ids.ts'
import { formSummarySchema } from '../unit-forms/summary-record.ts'

/** A line of the version in effect, as far as lists and deadlines go. [PN6] */
const summedLineSchema = z.object({
  id: z.string(),
  /** the task that it is [PN7] */
  task: taskIdSchema,
  title: z.string(),
  planItem: z.string(),
  start: daySchema,
  /** the last day, included */
  end: daySchema,
})
export type SummedLine = z.infer<typeof summedLineSchema>

/** @property inEffect the number of the version in effect; null while there is none */
export const unitPlanSummarySchema = z.extend(formSummarySchema, {
  inEffect: z.nullable(z.int()),
  lines: z.array(summedLineSchema),
})
export type UnitPlanSummary = z.infer<typeof unitPlanSummarySchema>
