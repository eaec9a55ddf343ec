import { useUnitPlanTexts } from '#i18n/unit-plan-texts.ts'
import { deskPlanAnswerSchema } from '#protocol/office-plan.ts'
import { ask } from '../api.ts'
import { FormAtDesk } from './desk-form.tsx'
import type { DeskKind } from './desk-kind.ts'

const open: DeskKind['open'] = (deps, path, signal) => ask(deps, path, deskPlanAnswerSchema, signal)

/** One unit's plan of one year at the desk. [PN1] */
export function PlanAtDesk({ id }: { id: string }) {
  const t = useUnitPlanTexts()
  return <FormAtDesk kind={{ family: 'plan', type: 'unit_plan', open, t }} id={id} />
}
