import * as z from 'zod/mini'
import { datedUnitSchema } from '../deadlines/obligations.ts'
import { unitTypeSchema } from '../organisation/roles.ts'
import { unitCodeSchema } from '../plans/plan.ts'

/**
 * What a plan's codes stand for on the day of its issue: types of units, or units by their own code. A code without
 * an entry is the unit of that code. So `PGD` of 2024 may mean the commune offices of today. [TK1]
 */
export const classMapSchema = z.record(
  unitCodeSchema,
  z.object({ types: z.array(unitTypeSchema), units: z.array(unitCodeSchema) }),
)
export type ClassMap = z.infer<typeof classMapSchema>

/** A unit as far as tasks are concerned. */
export const plannedUnitSchema = z.extend(datedUnitSchema, { code: unitCodeSchema })
export type PlannedUnit = z.infer<typeof plannedUnitSchema>
