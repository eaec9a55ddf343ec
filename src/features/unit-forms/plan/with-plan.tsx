import type { ReactNode } from 'react'
import { useUnitPlanTexts } from '#i18n/unit-plan-texts.ts'
import { NoForm } from '../frame.tsx'
import { type PlanPage, usePlan } from './use-plan.ts'

/** Draws a page of the plan once the plan is there. */
export function WithPlan({ children }: { children(page: PlanPage): ReactNode }) {
  const t = useUnitPlanTexts()
  const page = usePlan()
  return typeof page === 'string' ? <NoForm t={t} state={page} /> : children(page)
}
