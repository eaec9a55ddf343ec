import { versionsOf } from '../unit-forms/state.ts'
import type { PlanVersion, UnitPlan } from './unit-plan.ts'

/** The version that the unit works by: the newest that the office has accepted, until another is. [PN6] */
export function inEffect(plan: Pick<UnitPlan, 'timeline'> | undefined): PlanVersion | undefined {
  /** what stood under a number when the office spoke of it */
  const meant = new Map<number, PlanVersion>()
  const accepted = new Set<PlanVersion | undefined>()
  for (const entry of plan?.timeline ?? []) {
    if (entry.kind === 'submitted') meant.set(entry.no, entry)
    if (entry.kind === 'accepted') accepted.add(meant.get(entry.version))
    if (entry.kind === 'returned') accepted.delete(meant.get(entry.version))
  }
  return versionsOf(plan).findLast((version) => accepted.has(version))
}
