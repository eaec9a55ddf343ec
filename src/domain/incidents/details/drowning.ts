import * as z from 'zod/mini'
import { oneOf, yesNo } from './members.ts'

/** Which water, in whose time, and whether anybody was there to help. [IN8] */
export const drowningSchema = z.looseObject({
  kind: z.literal('drowning'),
  water: oneOf(['river', 'pond', 'sea', 'pool', 'ditch', 'construction_pit', 'flood', 'other']),
  time: oneOf(['school_time', 'school_trip', 'way_to_school', 'free_time', 'holidays']),
  supervised: yesNo,
  warned: yesNo,
  rescuedBy: oneOf(['people_nearby', 'friends', 'rescue_force', 'nobody_yet', 'unknown']),
  searching: yesNo,
  firstAid: yesNo,
})
export type Drowning = z.infer<typeof drowningSchema>

export const noDrowning: Drowning = {
  kind: 'drowning',
  water: null,
  time: null,
  supervised: null,
  warned: null,
  rescuedBy: null,
  searching: null,
  firstAid: null,
}
