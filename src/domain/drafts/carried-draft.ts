import * as z from 'zod/mini'
import { incidentIdSchema, midSchema, unitIdSchema } from '../ids.ts'
import { incidentBodySchema } from '../incidents/body.ts'
import { categorySchema } from '../incidents/category.ts'
import { REPORT_KINDS } from '../incidents/incident.ts'
import { severitySchema } from '../incidents/severity.ts'
import { nameId } from '../name-ids.ts'
import { instantSchema } from '../time.ts'

/** A form on its way: the report's own rules, with what is not chosen yet. */
const draftBodySchema = z.extend(incidentBodySchema, {
  category: z.nullable(categorySchema),
  severity: z.nullable(severitySchema),
})

/** A draft without its photos, as it goes from one device of its officer to another. */
export const draftOnItsWaySchema = z.object({
  draftId: z.uuid().check(z.lowercase()),
  incidentId: incidentIdSchema,
  unitId: unitIdSchema,
  report: z.enum(REPORT_KINDS),
  body: draftBodySchema,
  /** the step of the form where it was left */
  step: z.string().check(z.maxLength(40)),
  createdAt: instantSchema,
  savedAt: instantSchema,
  /** the refused change that it takes up again. [DR4] */
  replaces: z.optional(midSchema),
  /** how many photos stay behind on the first device */
  photos: z.int().check(z.gte(0)),
})
export type DraftOnItsWay = z.infer<typeof draftOnItsWaySchema>

/** What lies in the person's own space until another of their devices takes it. [HO6] */
const carriedDraftSchema = z.looseObject({
  ...draftOnItsWaySchema.shape,
  /** of the change that put it there: by it the first device knows its own */
  mid: midSchema,
})
export type CarriedDraft = z.infer<typeof carriedDraftSchema>

const NAMESPACE = '4f0c9a5e-6c0b-4b8e-9a53-1d2c7be0a6d4'

/**
 * A draft's carrying is an entity of its own beside the incident whose id the draft may share: it lives in
 * another space, and nothing that goes wrong with it holds the report up. [SP2, HO6]
 */
export const carriedEntity = (draftId: string): string => nameId(NAMESPACE, draftId)
