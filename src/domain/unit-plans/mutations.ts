import { hanoiDay } from '../time.ts'
import type { FormKind } from '../unit-forms/define.ts'
import { blockingIn } from '../unit-forms/issues.ts'
import { officeActsOf } from '../unit-forms/office-acts.ts'
import { unitActsOf } from '../unit-forms/unit-acts.ts'
import { planFields } from './fields.ts'
import { planKey, plannedFrom, unitPlanIdOf } from './key.ts'
import { progressLine } from './progress.ts'
import { planSummaryOf } from './summary.ts'
import { frozenPlan, type UnitPlan } from './unit-plan.ts'
import { validateUnitPlan } from './validation.ts'

const planKind: FormKind<'plan', typeof frozenPlan> = {
  name: 'plan',
  record: { whole: 'unit_plan', summary: 'unit_plan_summary' },
  key: planKey,
  idOf: unitPlanIdOf,
  fields: planFields,
  parts: new Set(['lines']),
  frozen: frozenPlan,
  reads: ({ parent }) => (parent ? [{ type: 'plan', id: parent.planId }] : []),
  blocking(of, { snapshot, parent }, view) {
    const issued = parent ? view.get('plan', parent.planId) : undefined
    // measured by the plan that its sender saw: nobody is refused because the office has issued another since [PN5]
    const plan = issued && issued.asOf === parent?.asOf && issued.plan.year === Number(of) ? issued.plan : null
    return blockingIn(validateUnitPlan(snapshot, { year: Number(of), plan, codes: [] }))
  },
  // only the server judges whether a year has come: a phone set to 1970 can plan [TM2]
  hasBegun: (of, { received }) => received === null || plannedFrom(of) <= hanoiDay(received),
  codes: { register: 'unit_plan', prefix: 'KH' },
  summaryOf: (form) => planSummaryOf(form as UnitPlan),
}

export const {
  edit: editPlan,
  settle: settlePlan,
  ask: askPlan,
  approve: approvePlan,
  decline: declinePlan,
  submit: submitPlan,
  confirm: confirmPlan,
  dispute: disputePlan,
} = unitActsOf(planKind)
export const { receive: receivePlan, return: returnPlan, accept: acceptPlan } = officeActsOf(planKind)

/** What can be done about a unit's plan. */
export const planMutations = [
  editPlan,
  settlePlan,
  askPlan,
  approvePlan,
  declinePlan,
  submitPlan,
  confirmPlan,
  disputePlan,
  receivePlan,
  returnPlan,
  acceptPlan,
  progressLine,
] as const
