import * as z from 'zod/mini'
import { textSchema } from '../../text.ts'
import { oneOf, yesNo } from './members.ts'

/** Where and with what someone was hurt. [IN8] */
export const injurySchema = z.looseObject({
  kind: z.literal('injury'),
  where: oneOf(['classroom', 'yard', 'stairs', 'sports', 'workshop', 'toilet', 'way_to_school', 'other']),
  during: oneOf(['lesson', 'break', 'meal', 'sports_lesson', 'activity', 'outside_hours']),
  equipment: textSchema(200),
  supervised: yesNo,
  firstAid: yesNo,
  insured: yesNo,
})
export type Injury = z.infer<typeof injurySchema>

export const noInjury: Injury = {
  kind: 'injury',
  where: null,
  during: null,
  equipment: '',
  supervised: null,
  firstAid: null,
  insured: null,
}
