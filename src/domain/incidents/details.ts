import * as z from 'zod/mini'
import { textSchema } from '../text.ts'
import { instantSchema } from '../time.ts'
import type { Category } from './category.ts'

const count = z.nullable(z.int().check(z.gte(0), z.lte(1_000_000)))
const yesNo = z.nullable(z.boolean())

/** What the health service asks after a suspected food poisoning. All of it may follow later. [IN8] */
export const foodPoisoningSchema = z.object({
  kind: z.literal('food_poisoning'),
  meal: textSchema(200),
  servings: count,
  provider: z.nullable(z.enum(['school_kitchen', 'catering', 'brought_in', 'street_vendor', 'unknown'])),
  sampleKept: yesNo,
  firstSymptomAt: z.nullable(instantSchema),
  symptoms: z.array(z.enum(['nausea', 'vomiting', 'stomach_ache', 'diarrhoea', 'fever', 'dizziness', 'rash', 'other'])),
  facilities: z.array(z.object({ name: textSchema(120), count })),
})

/** Where and with what someone was hurt. [IN8] */
export const injurySchema = z.object({
  kind: z.literal('injury'),
  where: z.nullable(z.enum(['classroom', 'yard', 'stairs', 'sports', 'workshop', 'toilet', 'way_to_school', 'other'])),
  during: z.nullable(z.enum(['lesson', 'break', 'meal', 'sports_lesson', 'activity', 'outside_hours'])),
  equipment: textSchema(200),
  supervised: yesNo,
  firstAid: yesNo,
  insured: yesNo,
})

/**
 * The extra questions of a category. A category that has its own sub-form adds a member here and a line below;
 * the form, the summary and the validation then do not compile until they know it.
 */
export const detailsSchema = z.discriminatedUnion('kind', [foodPoisoningSchema, injurySchema])
export type Details = z.infer<typeof detailsSchema>
export type DetailsKind = Details['kind']

export const emptyDetails = {
  food_poisoning: {
    kind: 'food_poisoning',
    meal: '',
    servings: null,
    provider: null,
    sampleKept: null,
    firstSymptomAt: null,
    symptoms: [],
    facilities: [],
  },
  injury: {
    kind: 'injury',
    where: null,
    during: null,
    equipment: '',
    supervised: null,
    firstAid: null,
    insured: null,
  },
} as const satisfies { [K in DetailsKind]: Readonly<Extract<Details, { kind: K }>> }

/** The sub-form of a category, or null where the common form is all there is. */
export const detailsKindOf = (category: Category): DetailsKind | null =>
  category in emptyDetails ? (category as DetailsKind) : null
