import * as z from 'zod/mini'
import { calendarSchema } from './days.ts'
import { dutyRuleSchema } from './obligations.ts'
import { periodPolicySchema } from './periods.ts'

/** Where a reminder goes that falls on a day off. It never moves the deadline. [DL5] */
export const WEEKEND_POLICIES = ['working_day_before', 'working_day_after', 'as_it_falls'] as const
const weekendPolicySchema = z.enum(WEEKEND_POLICIES)

/** A department's days off and how it reminds: one record of the bulletin, under the department's id. [DL10] */
export const departmentCalendarSchema = z.looseObject({
  ...calendarSchema.shape,
  weekendPolicy: weekendPolicySchema,
  /** day of the month by which the office would like to have it, before the deadline; null where it has no wish */
  internalDay: z.nullable(z.int().check(z.gte(1), z.lte(28))),
})
export type DepartmentCalendar = z.infer<typeof departmentCalendarSchema>

/** Who owes what in a department, and which days a month's report covers: one record of the bulletin. [DL8, DL10] */
export const dutyRulesSchema = z.looseObject({ rules: z.array(dutyRuleSchema), periodPolicy: periodPolicySchema })
export type DutyRules = z.infer<typeof dutyRulesSchema>
