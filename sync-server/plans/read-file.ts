import * as z from 'zod/mini'
import { unitCodeSchema } from '#domain/plans/plan.ts'
import type { PlanPreview, PlanProblem } from '#domain/plans/preview.ts'
import { readPlan } from '#domain/plans/read-plan.ts'
import { DEFAULT_UNIT_NAMES, type UnitNames } from '#domain/plans/unit-names.ts'
import { fail, type Result } from '#domain/result.ts'
import { textSchema } from '#domain/text.ts'

/** How a department's plan calls its units, where that is not as usual: code → names. */
export const unitNamesSchema = z.record(unitCodeSchema, z.array(textSchema(200)).check(z.minLength(1)))

/**
 * Reads a plan from a file's bytes.
 * @param names beside the usual ones; a code that both have is called as here
 */
export function readPlanFile(bytes: Uint8Array, names: UnitNames): Result<PlanPreview, 'not-utf8' | PlanProblem[]> {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return fail('not-utf8')
  }
  return readPlan(text, { ...DEFAULT_UNIT_NAMES, ...names })
}
