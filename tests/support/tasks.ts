import type { Day } from '#domain/deadlines/days.ts'
import type { DepartmentId, UnitId } from '#domain/ids.ts'
import type { Context, Decision, Mutation } from '#domain/mutation.ts'
import { planIdOf } from '#domain/plans/plan.ts'
import type { RecordBodies, RecordType, View } from '#domain/records.ts'
import type { Refusal } from '#domain/refusals.ts'
import type { Result } from '#domain/result.ts'
import { type Assignment, assignmentIdOf, type IssuedPlan } from '#domain/tasks/assignment.ts'
import type { CardKey, CardPlace, PlanPlace } from '#domain/tasks/place.ts'
import type { Product } from '#domain/tasks/product.ts'
import type { Task } from '#domain/tasks/task.ts'
import { aContext, UNIT, uuid } from '#tests/support/builders.ts'
import { preview, SAMPLE } from '#tests/support/plans.ts'

const DEPARTMENT = uuid(0xd1) as DepartmentId
const { plan } = preview(SAMPLE)
export const ISSUED: IssuedPlan = { plan, asOf: '2024-02-26' as Day, classes: {}, note: '' }
export const PLAN_ID = planIdOf(DEPARTMENT, plan.year)

/** `unitId` stands for these codes of the sample. */
export const anAssignment = (unitId: UnitId = UNIT, codes = ['DVTT', 'KHTC']): Assignment => ({
  planId: PLAN_ID,
  unitId,
  codes,
})

/** II.2 of the sample in its first quarter, which KHTC leads: due before 1 April 2024. */
export const LEAD: PlanPlace = { role: 'lead', group: 'II', item: 2, quarter: 1 }
/** Group I in the second quarter, which directly attached units join. */
export const JOINED: PlanPlace = { role: 'coordinator', group: 'I', quarter: 2 }

export const aKey = (place: CardPlace = LEAD, unitId: UnitId = UNIT): CardKey => ({ planId: PLAN_ID, unitId, place })

export const aProduct = (change: Partial<Product> = {}): Product => ({
  kind: 'news',
  title: 'Tin về quỹ khuyến học (minh họa)',
  channel: 'portal',
  publishedAt: '2024-03-02' as Day,
  link: 'https://vi-du.example/tin/1',
  qty: 1,
  ...change,
})

/** What a phone of the unit keeps, as `decide` sees it. */
export function unitView(task?: Task, assignment: Assignment | null = anAssignment()): View {
  const bodies = new Map<string, unknown>([
    [`plan:${PLAN_ID}`, ISSUED],
    ...(assignment ? [[`assignment:${assignmentIdOf(assignment)}`, assignment] as const] : []),
    ...(task ? [[`task:${task.id}`, task] as const] : []),
  ])
  return {
    get: <T extends RecordType>(type: T, id: string) => bodies.get(`${type}:${id}`) as RecordBodies[T] | undefined,
  }
}

export const decideTask = <Args>(
  mutation: Mutation<string, Args>,
  task: Task | undefined,
  args: Args,
  context: Context = aContext(),
): Result<Decision, Refusal> => mutation.decide(unitView(task), args, context)

/** The task after an act, and whether it moved it. @throws when it was refused */
export function taskAfter<Args>(
  mutation: Mutation<string, Args>,
  task: Task | undefined,
  args: Args,
  context?: Context,
): { task: Task | undefined; outcome: Decision['outcome'] } {
  const result = decideTask(mutation, task, args, context)
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`)
  const [change] = result.value.changes
  if (!change) return { task, outcome: result.value.outcome }
  if (!('put' in change) || change.put !== 'task') throw new Error(`not a task: ${JSON.stringify(change)}`)
  return { task: change.body, outcome: result.value.outcome }
}
