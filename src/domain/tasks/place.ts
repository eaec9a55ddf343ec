import * as z from 'zod/mini'
import type { PlanId, TaskId, UnitId } from '../ids.ts'
import { nameId } from '../name-ids.ts'
import { PLAN_LIMITS, quarterSchema } from '../plans/plan.ts'

const groupSchema = z.string().check(z.regex(/^[IVXL]{1,7}$/))

/**
 * Where in its plan a card stands: one item that a unit leads, or one group that it takes part in, in one quarter. What
 * the office gives outside of a plan stands nowhere else than in its own giving. [GV2]
 */
export const cardPlaceSchema = z.discriminatedUnion('role', [
  z.object({
    role: z.literal('lead'),
    group: groupSchema,
    item: z.int().check(z.gte(1), z.lte(PLAN_LIMITS.items)),
    quarter: quarterSchema,
  }),
  z.object({ role: z.literal('coordinator'), group: groupSchema, quarter: quarterSchema }),
  z.object({ role: z.literal('given') }),
])
export type CardPlace = z.infer<typeof cardPlaceSchema>
/** One that a plan has. */
export type PlanPlace = Exclude<CardPlace, { role: 'given' }>

/** One unit's card of one plan. @property planId for what was given outside of a plan, the giving's id */
export interface CardKey {
  planId: PlanId
  unitId: UnitId
  place: CardPlace
}

/** Named by plan, role, unit, place in the plan and quarter; never by a title, which may be corrected. [PL30, TK3] */
export function taskIdOf({ planId, unitId, place }: CardKey): TaskId {
  if (place.role === 'given') return nameId(planId, `card:given:${unitId}`) as TaskId
  const at = place.role === 'lead' ? `${place.group}.${place.item}` : place.group
  return nameId(planId, `card:${place.role}:${unitId}:${at}:${place.quarter}`) as TaskId
}
