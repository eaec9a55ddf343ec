import * as z from 'zod/mini'
import { daySchema } from '../deadlines/days.ts'
import { type PlanId, planIdSchema, type UnitId, unitIdSchema } from '../ids.ts'
import { nameId } from '../name-ids.ts'
import { planSchema, unitCodeSchema } from '../plans/plan.ts'
import { textSchema } from '../text.ts'
import type { Assignees } from './assignees.ts'
import { type Card, type CardFilter, cardsOf } from './cards.ts'
import { classMapSchema } from './class-map.ts'
import { type CardKey, taskIdOf } from './place.ts'

/** A plan as the department issued it: one record of the bulletin, under the plan's id. [TK4] */
export const issuedPlanSchema = z.looseObject({
  plan: planSchema,
  /** the day for which its codes were resolved to units */
  asOf: daySchema,
  classes: classMapSchema,
  /** what whoever imported it wants said beside it; empty for nothing */
  note: textSchema(500),
})
export type IssuedPlan = z.infer<typeof issuedPlanSchema>

/**
 * What one unit stands for in one plan: a record of the unit's space, written when the plan is imported, so that a
 * phone derives its cards without knowing any other unit. [TK4]
 */
export const assignmentSchema = z.looseObject({
  planId: planIdSchema,
  unitId: unitIdSchema,
  /** the plan's codes, in the order of the text */
  codes: z.array(unitCodeSchema).check(z.minLength(1)),
})
export type Assignment = z.infer<typeof assignmentSchema>

/** The id of a unit's assignment, and the entity that it is. */
export const assignmentIdOf = ({ planId, unitId }: { planId: PlanId; unitId: UnitId }): string =>
  nameId(planId, `assignment:${unitId}`)

/** Who stands behind the codes, as far as one unit knows. */
const ownAssignees = ({ unitId, codes }: Assignment): Assignees => new Map(codes.map((code) => [code, [unitId]]))

/** The cards of one unit: the same as `cardsOf` gives of all units for it. [TK2, TK4] */
export const cardsOfUnit = (
  { plan }: Pick<IssuedPlan, 'plan'>,
  assignment: Assignment,
  filter: Omit<CardFilter, 'unitId'> = {},
): Card[] => cardsOf(assignment.planId, plan, ownAssignees(assignment), { ...filter, unitId: assignment.unitId })

/** The card of that name, if the plan gives it to the unit. [TK5] */
export function cardNamed(issued: Pick<IssuedPlan, 'plan'>, assignment: Assignment, key: CardKey): Card | undefined {
  if (assignment.planId !== key.planId || assignment.unitId !== key.unitId) return undefined
  if (key.place.role === 'given') return undefined
  const id = taskIdOf(key)
  const { quarter, role, group } = key.place
  return cardsOfUnit(issued, assignment, { quarter, role, group }).find((card) => card.id === id)
}
