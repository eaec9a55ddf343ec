import type { Day } from '#domain/deadlines/days.ts'
import type { DepartmentId, PlanId, UnitId } from '#domain/ids.ts'
import { type Plan, planIdOf } from '#domain/plans/plan.ts'
import { ok, type Result } from '#domain/result.ts'
import { BULLETIN, unitSpace } from '#domain/spaces.ts'
import { type AssigneeProblem, type Assignees, assigneesOf } from '#domain/tasks/assignees.ts'
import { type Assignment, assignmentIdOf, type IssuedPlan } from '#domain/tasks/assignment.ts'
import type { ClassMap } from '#domain/tasks/class-map.ts'
import { datedUnits, publishUnitFacts } from '../organisation/dated-units.ts'
import { type Published, publishRecords, type Wanted } from '../publish/records.ts'
import { liveById, liveOfType } from '../store/records.ts'
import type { Tx } from '../store/store.ts'
import { redatedNote } from './words.ts'

interface PlanToIssue {
  plan: Plan
  asOf: Day
  classes: ClassMap
  /** the year to use it in, where that is not its own */
  year: number | null
}

export interface Issued {
  planId: PlanId
  year: number
  /** units that stand behind one of its codes */
  units: number
  records: Published
}

/**
 * Issues a plan: its codes become units of that day, and plan and assignments are written in the caller's one write.
 * A second time changes nothing; a unit that is no longer concerned loses its assignment. [TK1, TK4, PB1]
 */
export async function issuePlan(
  tx: Tx,
  department: DepartmentId,
  { plan, asOf, classes, year }: PlanToIssue,
): Promise<Result<Issued, AssigneeProblem[]>> {
  const assignees = assigneesOf(plan, classes, await datedUnits(tx, department), asOf)
  if (!assignees.ok) return assignees
  const usedIn = year ?? plan.year
  const note = usedIn === plan.year ? '' : redatedNote(plan.year, usedIn)
  const body: IssuedPlan = { plan: { ...plan, year: usedIn }, asOf, classes, note }
  const planId = planIdOf(department, usedIn)
  const assignments = assignmentsOf(planId, assignees.value)
  const wanted: Wanted[] = [
    { space: BULLETIN, type: 'plan', id: planId, entity: planId, body },
    ...assignments.map((assignment): Wanted => {
      const id = assignmentIdOf(assignment)
      return { space: unitSpace(assignment.unitId), type: 'assignment', id, entity: id, body: assignment }
    }),
  ]
  const there = [
    ...(await liveById(tx, department, 'plan', planId)),
    ...(await liveOfType(tx, department, 'assignment')).filter(
      (row) => (JSON.parse(row.body) as Assignment).planId === planId,
    ),
  ]
  const records = await publishRecords(tx, department, wanted, there)
  await publishUnitFacts(tx, department)
  return ok({ planId, year: usedIn, units: assignments.length, records })
}

/** What each unit stands for, its codes in the order of the text. */
function assignmentsOf(planId: PlanId, assignees: Assignees): Assignment[] {
  const codes = new Map<UnitId, string[]>()
  for (const [code, units] of assignees)
    for (const unitId of units) codes.set(unitId, [...(codes.get(unitId) ?? []), code])
  return [...codes].map(([unitId, own]) => ({ planId, unitId, codes: own }))
}
