import type { Fields } from '#domain/unit-forms/fields.ts'
import { latestVersion } from '#domain/unit-forms/state.ts'
import { confirmPlan, submitPlan } from '#domain/unit-plans/mutations.ts'
import { framed } from '#features/documents/frame.ts'
import type { Paper } from '#features/documents/paper.ts'
import { type UnitPlanContent, unitPlanSaid } from '#features/documents/unit-plan-paper.ts'
import { aContext, anActor, at, UNIT } from '#tests/support/builders.ts'
import { PLAN_FIELDS, PLAN_KEY, planAfter, SUBMISSION, YEAR } from '#tests/support/unit-plan.ts'

const DEPARTMENT = 'Sở Giáo dục và Đào tạo tỉnh Ví Dụ (minh họa)'
const base = { departmentName: DEPARTMENT, unitName: 'Trường Tiểu học Sao Mai (minh họa)', of: YEAR, hasParent: true }

/** A version that was sent after the head's word by voice, which the head has confirmed. */
export function aPlanSent(): UnitPlanContent {
  const sent = planAfter(submitPlan, undefined, SUBMISSION, aContext({ received: at('2024-03-08T17:30:00Z') }))
  const head = { ...anActor('unit_head', UNIT, 2), name: 'Vũ Quốc Dũng (minh họa)' }
  const { plan } = planAfter(confirmPlan, sent.plan, { ...PLAN_KEY, version: 1 }, aContext({ actor: head }))
  const version = latestVersion(plan)
  if (!version) throw new Error('nothing was sent')
  return { ...base, fields: version.snapshot, sent: { plan, version } }
}

export const aPlanDraft = (fields: Fields = PLAN_FIELDS): UnitPlanContent => ({ ...base, fields, sent: null })

/** With the head and foot that the page puts around it. */
export function planPaper(content: UnitPlanContent): Paper {
  const { at: day, said } = unitPlanSaid(content)
  return framed({ departmentName: DEPARTMENT, at: day }, said)
}
