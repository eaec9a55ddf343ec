import { planLayout } from '#domain/unit-plans/parts.ts'
import { formFace } from './form-texts.ts'
import type { Widened } from './language.ts'
import { unitPlan } from './vi/unit-plan.ts'

export type UnitPlanWords = Widened<typeof unitPlan>

/** The words of a unit's plan, and again when another language is chosen. */
export const { vietnamese: unitPlanVi, use: useUnitPlanTexts } = formFace<UnitPlanWords>(
  unitPlan,
  (dictionary) => dictionary.unitPlan,
  planLayout,
)
export type UnitPlanTexts = typeof unitPlanVi
