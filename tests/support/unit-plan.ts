import { readFileSync } from 'node:fs'
import type { Context, Decision, Mutation } from '#domain/mutation.ts'
import type { RecordBodies, RecordType, View } from '#domain/records.ts'
import type { Refusal } from '#domain/refusals.ts'
import type { Result } from '#domain/result.ts'
import type { Fields } from '#domain/unit-forms/fields.ts'
import { unitPlanIdOf } from '#domain/unit-plans/key.ts'
import type { UnitPlan } from '#domain/unit-plans/unit-plan.ts'
import { aContext, at, UNIT, uuid } from '#tests/support/builders.ts'
import { ISSUED, PLAN_ID } from '#tests/support/tasks.ts'

type Whole = Record<string, string | number | boolean>

/** A whole plan with invented content for the year of the sample, against which nothing can be said. */
export const PLAN_FIELDS: Whole = (
  JSON.parse(readFileSync(new URL('../fixtures/unit-plan.json', import.meta.url), 'utf8')) as { fields: Whole }
).fields
export const YEAR = '2024'
export const PLAN_KEY = { unitId: UNIT, of: YEAR }
export const UNIT_PLAN_ID = unitPlanIdOf(PLAN_KEY)
/** I.1 of the sample, in all quarters; IV.2, in the second and third; the unit's own. */
export const LINES = [uuid(0x901), uuid(0x902), uuid(0x903)] as const
export const PARENT = { planId: PLAN_ID, asOf: ISSUED.asOf }
export const VERBAL = { kind: 'verbal', way: 'phone', at: at('2024-03-07T02:00:00Z'), note: '' } as const
export const SUBMISSION = { ...PLAN_KEY, snapshot: PLAN_FIELDS, parent: PARENT, approval: VERBAL }

/** The plan as if it were written for another year. */
export const planFieldsOf = (year: string): Whole =>
  Object.fromEntries(
    Object.entries(PLAN_FIELDS).map(([path, value]) => [
      path,
      /\.(start|end)$/.test(path) ? String(value).replace(/^2024/, year) : value,
    ]),
  )

export const lineOfPlan = (n: 0 | 1 | 2, members: Fields): Whole =>
  Object.fromEntries(
    Object.entries(members).flatMap(([member, value]) =>
      value === null ? [] : [[`lines.${LINES[n]}.${member}`, value]],
    ),
  )

/** What a phone of the unit keeps, as `decide` sees it. */
const viewOfPlan = (records: Readonly<Record<string, unknown>>): View => ({
  get: <T extends RecordType>(type: T, id: string) => records[`${type}:${id}`] as RecordBodies[T] | undefined,
})

export const decidePlan = <Args>(
  mutation: Mutation<string, Args>,
  plan: UnitPlan | undefined,
  args: Args,
  context: Context = aContext(),
): Result<Decision, Refusal> =>
  mutation.decide(viewOfPlan({ [`unit_plan:${plan?.id}`]: plan, [`plan:${PLAN_ID}`]: ISSUED }), args, context)

/** The plan after an act. @throws when it was refused */
export function planAfter<Args>(
  mutation: Mutation<string, Args>,
  plan: UnitPlan | undefined,
  args: Args,
  context?: Context,
): { plan: UnitPlan; outcome: Decision['outcome'] } {
  const result = decidePlan(mutation, plan, args, context)
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`)
  const [change] = result.value.changes
  if (!change) return { plan: plan as UnitPlan, outcome: result.value.outcome }
  if (!('put' in change) || change.put !== 'unit_plan') throw new Error('no plan was put')
  return { plan: change.body, outcome: result.value.outcome }
}
