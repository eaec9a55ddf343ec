import * as z from 'zod/mini'
import { canonical } from '../canonical.ts'
import type { Category } from './category.ts'
import { disasterSchema, fireSchema, noDisaster, noFire } from './details/damage.ts'
import { dataSecuritySchema, noDataSecurity } from './details/data-security.ts'
import { diseaseSchema, noDisease } from './details/disease.ts'
import { drowningSchema, noDrowning } from './details/drowning.ts'
import { examSchema, noExam } from './details/exam.ts'
import { foodPoisoningSchema, noFoodPoisoning } from './details/food-poisoning.ts'
import { childAbuseSchema, noChildAbuse, noSchoolViolence, schoolViolenceSchema } from './details/harm.ts'
import { injurySchema, noInjury } from './details/injury.ts'
import { noTraffic, trafficSchema } from './details/traffic.ts'

/**
 * The extra questions of a category. A category that has its own sub-form adds a member here and a line below;
 * the form and the summary then do not compile until they know it. Members only ever join: a report of last year
 * must still be read. [IN8, SC2]
 */
export const detailsSchema = z.discriminatedUnion('kind', [
  foodPoisoningSchema,
  injurySchema,
  schoolViolenceSchema,
  childAbuseSchema,
  drowningSchema,
  trafficSchema,
  diseaseSchema,
  fireSchema,
  disasterSchema,
  examSchema,
  dataSecuritySchema,
])
export type Details = z.infer<typeof detailsSchema>
export type DetailsKind = Details['kind']
export type DetailsOf<K extends DetailsKind> = Extract<Details, { kind: K }>

export const emptyDetails = {
  food_poisoning: noFoodPoisoning,
  injury: noInjury,
  school_violence: noSchoolViolence,
  child_abuse: noChildAbuse,
  drowning: noDrowning,
  traffic: noTraffic,
  disease: noDisease,
  fire_explosion: noFire,
  disaster: noDisaster,
  exam: noExam,
  data_security: noDataSecurity,
} satisfies { readonly [K in DetailsKind & Category]: Readonly<DetailsOf<K>> }

/** The sub-form of a category, or null where the common form is all there is. */
export const detailsKindOf = (category: Category): DetailsKind | null =>
  Object.hasOwn(emptyDetails, category) ? (category as DetailsKind) : null

/** Something was answered in it. A kind that this build does not know was written by a newer one, so yes. */
export const saysSomething = (details: Details | null): boolean =>
  details !== null && canonical(details) !== canonical(emptyDetails[details.kind] ?? null)
