import * as z from 'zod/mini'
import { daySchema } from '#domain/deadlines/days.ts'
import { dutyLedgerSchema } from '#domain/deadlines/ledger.ts'
import { dutyFormSchema, dutyOfSchema } from '#domain/deadlines/obligation-id.ts'
import { datedUnitSchema } from '#domain/deadlines/obligations.ts'
import { timelinessSchema } from '#domain/deadlines/timeliness.ts'
import { incidentIdSchema, unitIdSchema } from '#domain/ids.ts'
import { categorySchema } from '#domain/incidents/category.ts'
import { INCIDENT_STATES, incidentSchema } from '#domain/incidents/incident.ts'
import { severitySchema } from '#domain/incidents/severity.ts'
import { quarterSchema } from '#domain/plans/plan.ts'
import { receiptSchema } from '#domain/receipts/receipt.ts'
import { stampsSchema } from '#domain/signed-entry.ts'
import { spaceSchema } from '#domain/spaces.ts'
import { assignmentSchema } from '#domain/tasks/assignment.ts'
import { TASK_STATES, taskSchema } from '#domain/tasks/task.ts'
import { instantSchema } from '#domain/time.ts'
import { nonceSchema } from './envelope.ts'

/** One line of the desk's list: nothing of class P3. */
export const deskIncidentSchema = z.object({
  id: incidentIdSchema,
  code: z.nullable(z.string()),
  unitId: unitIdSchema,
  unitName: z.string(),
  title: z.string(),
  category: categorySchema,
  severity: severitySchema,
  state: z.enum(INCIDENT_STATES),
  reports: z.int(),
  /** of the first report */
  received: instantSchema,
  /** of the newest entry of the timeline */
  changed: instantSchema,
  restricted: z.boolean(),
  nextUpdateDue: z.nullable(instantSchema),
  /** from somebody whose post in the unit had ended, and not adopted yet */
  outside: z.optional(z.literal(true)),
})
export type DeskIncident = z.infer<typeof deskIncidentSchema>

/** GET /api/office/incidents?account=…&nonce=… : what this post may read, newest first, at most 500. */
export const deskListAnswerSchema = z.object({
  nonce: nonceSchema,
  at: instantSchema,
  incidents: z.array(deskIncidentSchema),
})
export type DeskListAnswer = z.infer<typeof deskListAnswerSchema>

/** GET /api/office/incidents/:id?account=…&nonce=… : the whole record and the receipts of its reports and photos. */
export const deskIncidentAnswerSchema = z.object({
  nonce: nonceSchema,
  at: instantSchema,
  space: spaceSchema,
  incident: incidentSchema,
  receipts: z.array(z.object({ id: z.string(), receipt: receiptSchema })),
})
export type DeskIncidentAnswer = z.infer<typeof deskIncidentAnswerSchema>

/** A task that waits for the office, with the records that an act on it is decided on. */
export const deskTaskSchema = z.object({
  task: taskSchema,
  assignment: assignmentSchema,
  unitName: z.string(),
  /** of the item, or of the group for those that take part */
  title: z.string(),
  state: z.enum(TASK_STATES),
  /** due before this day, with what was added */
  due: daySchema,
  /** more time that was asked for and not answered */
  asked: z.nullable(z.object({ before: daySchema, reason: z.string() })),
  products: z.int(),
  /** of the newest entry of the timeline */
  changed: instantSchema,
})
export type DeskTask = z.infer<typeof deskTaskSchema>

/** How many cards there are, in each state, past their day, and with a wish for more time. */
export const deskTaskCountsSchema = z.object({
  cards: z.int(),
  states: z.record(z.enum(TASK_STATES), z.int()),
  overdue: z.int(),
  asked: z.int(),
})
export type DeskTaskCounts = z.infer<typeof deskTaskCountsSchema>

/**
 * GET /api/office/tasks?account=…&nonce=…&quarter=1–4&year=… : results to judge, wishes for more time and unanswered comments in the units
 * that this post may read, the oldest first, at most 500; counts over all their cards. Without a quarter the whole
 * year, without a year the one of today in Hanoi.
 */
export const deskTasksAnswerSchema = z.object({
  nonce: nonceSchema,
  at: instantSchema,
  year: z.int(),
  quarter: z.nullable(quarterSchema),
  tasks: z.array(deskTaskSchema),
  counts: deskTaskCountsSchema,
})
export type DeskTasksAnswer = z.infer<typeof deskTasksAnswerSchema>

const rateSchema = z.object({ part: z.int(), of: z.int(), rate: z.nullable(z.number()) })
const ratesSchema = z.object({ submitted: rateSchema, onTime: rateSchema, notRequired: z.int() })

/** One unit's duty of the period, with the records that an act on it is decided on. */
export const deskDutySchema = z.object({
  unit: z.extend(datedUnitSchema, { name: z.string() }),
  ledger: z.nullable(dutyLedgerSchema),
  /** how the report of a month stands, of which the office sees what was sent; absent from an older server */
  report: z.optional(z.nullable(z.looseObject({ versions: z.int() }))),
  /** due before this day by the rules alone, and with what was added */
  before: daySchema,
  due: daySchema,
  timeliness: timelinessSchema,
  /** when reports of it came through this app, in any order */
  arrivals: z.array(instantSchema),
  /** when the server last reminded this unit's people of it, and whether a phone has shown that; null: never. [RM14] */
  reminded: z.optional(
    z.nullable(z.object({ at: instantSchema, accepted: z.boolean(), shownAt: z.nullable(instantSchema) })),
  ),
  /** the stamps of the first of them: what the phone said, and what counts; null while none came */
  sent: z.nullable(stampsSchema),
  /** how the unit kept this form in the whole year so far */
  year: ratesSchema,
})
export type DeskDuty = z.infer<typeof deskDutySchema>

/**
 * GET /api/office/duties?account=…&nonce=…&form=…&of=2026-11 : the duty of a month or year in the units that this post
 * may read, those that wait longest first, at most 500; rates over all of them, and by the year's months for a monthly
 * form. Without `of` the month or year of today in Hanoi.
 */
export const deskDutiesAnswerSchema = z.object({
  nonce: nonceSchema,
  at: instantSchema,
  form: dutyFormSchema,
  of: dutyOfSchema,
  duties: z.array(deskDutySchema),
  period: ratesSchema,
  year: ratesSchema,
  months: z.array(z.object({ of: dutyOfSchema, rates: ratesSchema })),
})
export type DeskDutiesAnswer = z.infer<typeof deskDutiesAnswerSchema>
