import { versionsOf } from '../unit-forms/state.ts'
import type { PlanVersion, UnitPlan } from './unit-plan.ts'

/** The version that the unit works by: the newest that the office has accepted, until another is. [PN6] */
export function inEffect(plan: Pick<UnitPlan, 'timeline'> | undefined): PlanVersion | undefined {
  const accepted = new Set<number>()
  for (const entry of plan?.timeline ?? []) {
    if (entry.kind === 'accepted') accepted.add(entry.version)
    if (entry.kind === 'returned') accepted.delete(entry.version)
  }
  return versionsOf(plan).findLast(({ no }) => accepted.has(no))
}
