import * as z from 'zod/mini'
import { addDays, type Day, dayOf } from './days.ts'

/** What a month's report covers: the rule of reporting regimes by default, the calendar month by choice. [DL3] */
export const periodPolicySchema = z.enum(['cut15_14', 'calendar_month'])
export type PeriodPolicy = z.infer<typeof periodPolicySchema>

/** @property month 1–12 */
export interface Month {
  year: number
  month: number
}

export interface Period extends Month {
  /** first and last day whose events belong to the report */
  from: Day
  to: Day
  /** on time is before this day begins */
  before: Day
}

/** Reports of a month are due before its 20th; unit plans before 10 March. [DL1, DL2] */
const MONTHLY_BEFORE = 20

export function periodOf({ year, month }: Month, policy: PeriodPolicy = 'cut15_14'): Period {
  const before = dayOf(year, month, MONTHLY_BEFORE)
  return policy === 'cut15_14'
    ? { year, month, from: dayOf(year, month - 1, 15), to: dayOf(year, month, 14), before }
    : { year, month, from: dayOf(year, month - 1, 1), to: addDays(dayOf(year, month, 1), -1), before }
}

export const unitPlanBefore = (year: number): Day => dayOf(year, 3, 10)

/** A task of a quarter is due before the next one begins. @param quarter 1–4 [DL6] */
export const quarterBefore = (year: number, quarter: number): Day => dayOf(year, quarter * 3 + 1, 1)
