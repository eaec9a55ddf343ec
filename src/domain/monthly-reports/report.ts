import * as z from 'zod/mini'
import { periodPolicySchema } from '../deadlines/periods.ts'
import { askEntry, formEntries, formRecord, versionEntry } from '../unit-forms/record.ts'
import { fieldsSchema } from './fields.ts'
import { monthNameSchema } from './key.ts'

/** What is frozen of a report. @property policy the rule of periods that its sender saw */
export const frozenReport = { snapshot: fieldsSchema, policy: periodPolicySchema }

/** One version: exactly what its sender saw, never edited. [MR4] */
export const versionSchema = z.looseObject({ ...versionEntry, ...frozenReport })
export type Version = z.infer<typeof versionSchema>

/** What was done about a month's report, in the server's order. Nothing is ever taken out of it. [MR4] */
const monthlyEntrySchema = z.discriminatedUnion('kind', [
  z.looseObject({ ...askEntry, ...frozenReport }),
  versionSchema,
  ...formEntries,
])
export type MonthlyEntry = z.infer<typeof monthlyEntrySchema>

/** One unit's report of one month: a draft that the unit's devices share, and what was sent of it. */
export const monthlyReportSchema = z.looseObject({
  ...formRecord,
  of: monthNameSchema,
  timeline: z.array(monthlyEntrySchema),
})
export type MonthlyReport = z.infer<typeof monthlyReportSchema>
