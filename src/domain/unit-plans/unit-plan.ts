import * as z from 'zod/mini'
import { daySchema } from '../deadlines/days.ts'
import { planIdSchema } from '../ids.ts'
import { askEntry, formEntries, formRecord, versionEntry } from '../unit-forms/record.ts'
import { planFields } from './fields.ts'
import { yearNameSchema } from './key.ts'

/** The department's plan that its sender had before them; null while the phone knows none. */
const parentSchema = z.nullable(z.object({ planId: planIdSchema, asOf: daySchema }))

/** What is frozen of a plan. */
export const frozenPlan = { snapshot: planFields.schema, parent: parentSchema }

/** One version: exactly what its sender saw, never edited. [PN1] */
export const planVersionSchema = z.looseObject({ ...versionEntry, ...frozenPlan })
export type PlanVersion = z.infer<typeof planVersionSchema>

const planEntrySchema = z.discriminatedUnion('kind', [
  z.looseObject({ ...askEntry, ...frozenPlan }),
  planVersionSchema,
  ...formEntries,
])

/** One unit's communication plan of one year: a draft that the unit's devices share, and what was sent of it. */
export const unitPlanSchema = z.looseObject({
  ...formRecord,
  of: yearNameSchema,
  timeline: z.array(planEntrySchema),
})
export type UnitPlan = z.infer<typeof unitPlanSchema>
