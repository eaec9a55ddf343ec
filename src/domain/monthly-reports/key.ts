import * as z from 'zod/mini'
import { monthOf, obligationIdOf } from '../deadlines/obligation-id.ts'
import { type Month, type Period, type PeriodPolicy, periodOf } from '../deadlines/periods.ts'
import { type ObligationId, type UnitId, unitIdSchema } from '../ids.ts'

/** `2026-11`: the month whose report it is. Another spelling, a thirteenth month, is no period. [MR1] */
export const monthNameSchema = z.string().check(z.regex(/^2[01]\d\d-(?:0[1-9]|1[0-2])$/))

/** What names a month's report. Its id is made of these on both sides and never sent. [MR1, ID2] */
export const reportKey = { unitId: unitIdSchema, of: monthNameSchema }
export interface MonthlyKey {
  unitId: UnitId
  of: string
}

/** The same for every device of the unit, and the id of the duty that it fulfils: a second report cannot be. [MR1] */
export const monthlyReportIdOf = ({ unitId, of }: MonthlyKey): ObligationId =>
  obligationIdOf({ unitId, form: 'monthly', of })

/** @param of a name that the schema has let through */
export function readMonthName(of: string): Month {
  const [year = 0, month = 1] = of.split('-').map(Number)
  return { year, month }
}

/** The days that the report covers, by the rule that its sender saw. [DL3] */
export const periodNamed = (of: string, policy: PeriodPolicy): Period => periodOf(readMonthName(of), policy)

/** The month before, as a name: what stayed open there is carried over. */
export function monthBefore(of: string): string {
  const { year, month } = readMonthName(of)
  return monthOf(month === 1 ? { year: year - 1, month: 12 } : { year, month: month - 1 })
}

/** The month after, as a name: it covers what comes once this one's period has ended. */
export function monthAfter(of: string): string {
  const { year, month } = readMonthName(of)
  return monthOf(month === 12 ? { year: year + 1, month: 1 } : { year, month: month + 1 })
}
