import { summed } from '../unit-forms/state.ts'
import { contentOf } from './content.ts'
import { inEffect } from './in-effect.ts'
import { lineTaskIdOf } from './key.ts'
import type { UnitPlanSummary } from './summary-record.ts'
import type { UnitPlan } from './unit-plan.ts'

/** Made from the whole, and from nothing else. [MR12, PN6] */
export function planSummaryOf(plan: UnitPlan): UnitPlanSummary {
  const version = inEffect(plan)
  return {
    ...summed(plan),
    inEffect: version?.no ?? null,
    lines: version
      ? contentOf(version.snapshot).lines.flatMap(({ id, title, planItem, start, end }) =>
          start === null || end === null
            ? []
            : [{ id, task: lineTaskIdOf({ unitId: plan.unitId, of: plan.of, line: id }), title, planItem, start, end }],
        )
      : [],
  }
}
