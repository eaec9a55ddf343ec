import * as z from 'zod/mini'
import { textSchema } from '../../text.ts'
import { instantSchema } from '../../time.ts'
import { count, oneOf, yesNo } from './members.ts'

/** What the health service asks after a suspected food poisoning. All of it may follow later. [IN8] */
export const foodPoisoningSchema = z.looseObject({
  kind: z.literal('food_poisoning'),
  meal: textSchema(200),
  servings: count,
  provider: oneOf(['school_kitchen', 'catering', 'brought_in', 'street_vendor', 'unknown']),
  sampleKept: yesNo,
  firstSymptomAt: z.nullable(instantSchema),
  symptoms: z.array(z.enum(['nausea', 'vomiting', 'stomach_ache', 'diarrhoea', 'fever', 'dizziness', 'rash', 'other'])),
  facilities: z.array(z.object({ name: textSchema(120), count })),
})
export type FoodPoisoning = z.infer<typeof foodPoisoningSchema>

export const noFoodPoisoning: FoodPoisoning = {
  kind: 'food_poisoning',
  meal: '',
  servings: null,
  provider: null,
  sampleKept: null,
  firstSymptomAt: null,
  symptoms: [],
  facilities: [],
}
