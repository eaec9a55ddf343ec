import * as z from 'zod/mini'
import { textSchema } from '../../text.ts'
import { anyOf, count, oneOf, yesNo } from './members.ts'

/** What was broken and how long lessons stop: for the support that the department must organise. [IN8] */
const damage = {
  damaged: anyOf(['classrooms', 'roof', 'equipment', 'books', 'kitchen', 'boarding', 'fence', 'power_water', 'other']),
  damage: textSchema(500),
  roomsUnusable: count,
  /** million đồng, as far as one can guess */
  costMillions: count,
  daysOff: count,
  pupilsOff: count,
}
const noDamage = { damaged: [], damage: '', roomsUnusable: null, costMillions: null, daysOff: null, pupilsOff: null }

export const fireSchema = z.looseObject({
  kind: z.literal('fire_explosion'),
  underControl: yesNo,
  evacuated: yesNo,
  ...damage,
})
export type Fire = z.infer<typeof fireSchema>
export const noFire: Fire = { kind: 'fire_explosion', underControl: null, evacuated: null, ...noDamage }

export const disasterSchema = z.looseObject({
  kind: z.literal('disaster'),
  hazard: oneOf(['storm', 'flood', 'landslide', 'whirlwind', 'lightning', 'cold_heat', 'salt_drought', 'other']),
  goesOn: yesNo,
  shelter: yesNo,
  ...damage,
})
export type Disaster = z.infer<typeof disasterSchema>
export const noDisaster: Disaster = { kind: 'disaster', hazard: null, goesOn: null, shelter: null, ...noDamage }
