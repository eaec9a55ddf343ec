import * as z from 'zod/mini'
import { type ObligationId, unitIdSchema } from '../ids.ts'
import { nameId } from '../name-ids.ts'
import type { Day } from './days.ts'
import { type Month, periodOf, unitPlanBefore } from './periods.ts'

/** Forms that are due again and again; an incident is owed when it happens, never by a day. */
export const DUTY_FORMS = ['monthly', 'unit_plan'] as const
export const dutyFormSchema = z.enum(DUTY_FORMS)
export type DutyForm = z.infer<typeof dutyFormSchema>

/** The records of a form that the app takes: whole, and what lists need of it. They share the duty's id. [MR12] */
export const RECORDS_OF = {
  monthly: { whole: 'monthly_report', summary: 'monthly_summary' },
  unit_plan: { whole: 'unit_plan', summary: 'unit_plan_summary' },
} as const satisfies Record<DutyForm, object>

/** The month of a monthly report, `2026-11`, or a plan's year, `2026`. */
export const dutyOfSchema = z.string().check(z.regex(/^2[01]\d\d(?:-(?:0[1-9]|1[0-2]))?$/))

/** What names one duty of one unit. */
export const dutyKey = {
  unitId: unitIdSchema,
  form: dutyFormSchema,
  of: dutyOfSchema,
}
const dutyKeySchema = z.object(dutyKey)
export type DutyKey = z.infer<typeof dutyKeySchema>

/** `2026-11` */
export const monthOf = ({ year, month }: Month): string => `${year}-${String(month).padStart(2, '0')}`

/** The id of a duty, the same on every device and on the server: its report and what the office gave share it. [ID2] */
export const obligationIdOf = ({ unitId, form, of }: DutyKey): ObligationId =>
  nameId(unitId, `${form}:${of}`) as ObligationId

/** The same in words that stand in an address. */
export const obligationKeyOf = ({ unitId, form, of }: DutyKey): string => `${form}:${unitId}:${of}`

/** The day before which it is due by the rules alone; null for a month of a plan, a year of a monthly report. [DL2, DL3] */
export function dutyBefore({ form, of }: Pick<DutyKey, 'form' | 'of'>): Day | null {
  const [year = 0, month] = of.split('-').map(Number)
  if (form === 'monthly') return month === undefined ? null : periodOf({ year, month }).before
  return month === undefined ? unitPlanBefore(year) : null
}

/** The duty that an address names. @returns null where it names none */
export function readObligationKey(key: string): DutyKey | null {
  const [form, unitId, of] = key.split(':')
  const read = dutyKeySchema.safeParse({ form, unitId, of })
  return read.success && dutyBefore(read.data) !== null ? read.data : null
}
