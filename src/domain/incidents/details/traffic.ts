import * as z from 'zod/mini'
import { anyOf, oneOf, yesNo } from './members.ts'

/** On which way and how the pupils travelled. [IN8] */
export const trafficSchema = z.looseObject({
  kind: z.literal('traffic'),
  way: oneOf(['school_gate', 'to_school', 'from_school', 'school_trip', 'free_time']),
  travelled: anyOf(['on_foot', 'bicycle', 'electric_bike', 'motorbike', 'school_bus', 'other']),
  helmet: yesNo,
  schoolVehicle: yesNo,
})
export type Traffic = z.infer<typeof trafficSchema>

export const noTraffic: Traffic = { kind: 'traffic', way: null, travelled: [], helmet: null, schoolVehicle: null }
