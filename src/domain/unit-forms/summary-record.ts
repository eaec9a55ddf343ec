import * as z from 'zod/mini'
import { obligationIdSchema, unitIdSchema } from '../ids.ts'
import { instantSchema } from '../time.ts'
import { FORM_STATES } from './states.ts'

/**
 * What lists and deadlines need of a form: a small record beside it, made from it with every change, so that a launch
 * and the desk read no whole forms. [DL13, MR12]
 */
export const formSummarySchema = z.looseObject({
  id: obligationIdSchema,
  unitId: unitIdSchema,
  unitName: z.string(),
  of: z.string(),
  code: z.nullable(z.string()),
  state: z.enum(FORM_STATES),
  versions: z.int(),
  /** the moments that decide how the day was kept, oldest first */
  arrivals: z.array(instantSchema),
  /** of the newest entry of its timeline; null while it is a draft */
  changed: z.nullable(instantSchema),
  /** how many values stand beside others */
  kept: z.int(),
  /** the newest version was sent on a word of the head that nobody has confirmed yet, or that the head disputes */
  word: z.nullable(z.enum(['open', 'disputed'])),
})
export type FormSummary = z.infer<typeof formSummarySchema>
