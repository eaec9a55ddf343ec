import * as z from 'zod/mini'
import type { DepartmentCalendar, DutyRules } from './deadlines/department-rules.ts'
import type { DutyLedger } from './deadlines/ledger.ts'
import type { UnitFacts } from './deadlines/unit-facts.ts'
import type { CarriedDraft } from './drafts/carried-draft.ts'
import { midSchema } from './ids.ts'
import type { Incident } from './incidents/incident.ts'
import type { MonthlyReport } from './monthly-reports/report.ts'
import type { MonthlySummary } from './monthly-reports/summary-record.ts'
import type { Piece } from './pieces/piece.ts'
import type { PieceRules } from './pieces/recipients.ts'
import type { Receipt, SigningKey } from './receipts/receipt.ts'
import { REFUSAL_CODES } from './refusals.ts'
import type { Space } from './spaces.ts'
import type { Assignment, IssuedPlan } from './tasks/assignment.ts'
import type { Given, Giving } from './tasks/giving.ts'
import type { Task } from './tasks/task.ts'
import { textSchema } from './text.ts'
import { instantSchema } from './time.ts'
import type { LineProgress } from './unit-plans/progress.ts'
import type { UnitPlanSummary } from './unit-plans/summary-record.ts'
import type { UnitPlan } from './unit-plans/unit-plan.ts'

/** The numbers to call first; a post's, never a person's. [CF1] */
export const dutySchema = z.looseObject({ office: textSchema(20), departmentName: textSchema(200) })
export type Duty = z.infer<typeof dutySchema>

/** What the server would not take, kept whole until its author throws it away. [PR3] */
export const refusedSchema = z.looseObject({
  mid: midSchema,
  name: z.string(),
  entity: z.string(),
  args: z.unknown(),
  code: z.enum(REFUSAL_CODES),
  details: z.record(z.string(), z.unknown()),
  at: instantSchema,
})
export type Refused = z.infer<typeof refusedSchema>

/** Record types and their bodies. A type that is not listed here is kept and passed on as it came. [SC2] */
export interface RecordBodies {
  incident: Incident
  receipt: Receipt
  refused: Refused
  carried_draft: CarriedDraft
  duty: Duty
  signing_key: SigningKey
  /** of the bulletin */
  plan: IssuedPlan
  calendar: DepartmentCalendar
  duty_rules: DutyRules
  piece_rules: PieceRules
  /** of a unit */
  assignment: Assignment
  unit_facts: UnitFacts
  task: Task
  given: Given
  /** of the unit whose post gave it */
  giving: Giving
  duty_ledger: DutyLedger
  monthly_report: MonthlyReport
  monthly_summary: MonthlySummary
  piece: Piece
  unit_plan: UnitPlan
  unit_plan_summary: UnitPlanSummary
  line_progress: LineProgress
}
export type RecordType = keyof RecordBodies

/**
 * A record lives in exactly one space, that of its entity: an incident and its receipts share the incident's id
 * as entity and move together. [SP2]
 */
export interface StoredRecord<T extends RecordType = RecordType> {
  space: Space
  type: T
  id: string
  entity: string
  /** the space's head when it was written; order within the space */
  version: number
  body: RecordBodies[T]
}

/** What `decide` may look at. The caller has loaded it and left out what the actor may not see. [AC3] */
export interface View {
  get<T extends RecordType>(type: T, id: string): RecordBodies[T] | undefined
}

/** @property nowhere the space that notes its absence even when it was never there: what comes later stays away */
interface Removal {
  remove: RecordType
  id: string
  entity: string
  nowhere?: Space
}

/** One effect of an accepted mutation. Putting an entity in another space moves all of it. [SP2] */
export type Change =
  | { [T in RecordType]: { put: T; id: string; entity: string; space: Space; body: RecordBodies[T] } }[RecordType]
  | Removal
