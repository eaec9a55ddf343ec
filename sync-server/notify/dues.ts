import {
  type DepartmentDuties,
  type Due,
  duesOf,
  listWindow,
  PLAIN_CALENDAR,
  type UnitDuties,
} from '#domain/agenda/due.ts'
import type { DepartmentCalendar, DutyRules } from '#domain/deadlines/department-rules.ts'
import type { DutyLedger } from '#domain/deadlines/ledger.ts'
import type { UnitFacts } from '#domain/deadlines/unit-facts.ts'
import type { DepartmentId, UnitId } from '#domain/ids.ts'
import { planIdOf } from '#domain/plans/plan.ts'
import type { RecordBodies, RecordType } from '#domain/records.ts'
import { unitSpace } from '#domain/spaces.ts'
import type { Assignment, IssuedPlan } from '#domain/tasks/assignment.ts'
import type { Given } from '#domain/tasks/giving.ts'
import type { Task } from '#domain/tasks/task.ts'
import { hanoiYear, type Instant } from '#domain/time.ts'
import type { FormSummary } from '#domain/unit-forms/summary-record.ts'
import type { LineProgress } from '#domain/unit-plans/progress.ts'
import { liveById, liveInSpace } from '../store/records.ts'
import type { Tx } from '../store/store.ts'

/** What a department's duties are reckoned with: the records that its phones have. [DL10] */
export async function departmentDuties(tx: Tx, department: DepartmentId, now: Instant): Promise<DepartmentDuties> {
  const one = async <T extends RecordType>(type: T, id: string) => {
    const [row] = await liveById(tx, department, type, id)
    return row && (JSON.parse(row.body) as RecordBodies[T])
  }
  const year = hanoiYear(now)
  const plans = new Map<string, IssuedPlan>()
  for (const ofYear of [year - 1, year, year + 1]) {
    const id = planIdOf(department, ofYear)
    const plan = await one('plan', id)
    if (plan) plans.set(id, plan as IssuedPlan)
  }
  return {
    calendar: ((await one('calendar', department)) as DepartmentCalendar | undefined) ?? PLAIN_CALENDAR,
    rules: (await one('duty_rules', department)) as DutyRules | undefined,
    plans,
  }
}

/** What a unit has to do, as its own phones would reckon it from the same records. */
export const unitDues = async (
  tx: Tx,
  department: DepartmentId,
  unitId: UnitId,
  known: DepartmentDuties,
  now: Instant,
): Promise<Due[]> => duesOf(known, await unitDuties(tx, department, unitId), listWindow(now), now)

/** The records of one unit from which follows what it has to do. */
export async function unitDuties(tx: Tx, department: DepartmentId, unitId: UnitId): Promise<UnitDuties> {
  const bodies = async <T extends RecordType>(type: T) =>
    (await liveInSpace(tx, department, unitSpace(unitId), type)).map(({ id, body }) => [id, JSON.parse(body)] as const)
  return {
    unitId,
    facts: (await bodies('unit_facts')).find(([id]) => id === unitId)?.[1] as UnitFacts | undefined,
    assignments: (await bodies('assignment')).map(([, body]) => body as Assignment),
    given: (await bodies('given')).map(([, body]) => body as Given),
    tasks: new Map<string, Task>(await bodies('task')),
    ledgers: new Map<string, DutyLedger>(await bodies('duty_ledger')),
    progress: new Map(
      (await bodies('line_progress')).map(([id, body]) => [id, (body as LineProgress).timeline.at(-1)?.percent ?? 0]),
    ),
    reports: new Map<string, FormSummary>([
      ...(await bodies('monthly_summary')),
      ...(await bodies('unit_plan_summary')),
    ]),
  }
}
