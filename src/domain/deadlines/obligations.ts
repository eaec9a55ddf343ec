import * as z from 'zod/mini'
import { type ObligationId, type UnitId, unitIdSchema } from '../ids.ts'
import { type UnitType, unitTypeSchema } from '../organisation/roles.ts'
import { addDays, type Day, daySchema } from './days.ts'
import { type DutyForm, monthOf, obligationIdOf, obligationKeyOf } from './obligation-id.ts'
import { type Period, type PeriodPolicy, periodOf, unitPlanBefore } from './periods.ts'

export const FORMS = ['monthly', 'unit_plan', 'incident'] as const
export const formSchema = z.enum(FORMS)
export type Form = z.infer<typeof formSchema>

/** Who owes which form since when: a table that the office keeps, never code. [DL8] */
export const dutyRuleSchema = z.object({
  form: formSchema,
  unitTypes: z.array(unitTypeSchema),
  from: daySchema,
  /** the last day on which it holds; null while it holds */
  to: z.nullable(daySchema),
})
export type DutyRule = z.infer<typeof dutyRuleSchema>

/** A unit as far as duties are concerned: it lives from a day to a day, and others take its duties over. */
export const datedUnitSchema = z.object({
  id: unitIdSchema,
  type: unitTypeSchema,
  validFrom: daySchema,
  validTo: z.nullable(daySchema),
  successors: z.array(unitIdSchema),
})
export type DatedUnit = z.infer<typeof datedUnitSchema>

export interface Obligation {
  /** the same for ever: form, unit and period or year */
  key: string
  /** of its report, and of what the office gave */
  id: ObligationId
  form: DutyForm
  unitId: UnitId
  /** the month of a monthly report, `2026-11`, or a plan's year, `2026` */
  of: string
  before: Day
  period: Period | null
  /** units that had it before this one took it over */
  inheritedFrom: UnitId[]
}

const within = (day: Day, from: Day, to: Day | null) => from <= day && (to === null || day <= to)
const owes = (rules: readonly DutyRule[], form: Form, type: UnitType, day: Day) =>
  rules.some((rule) => rule.form === form && rule.unitTypes.includes(type) && within(day, rule.from, rule.to))

/**
 * The duties of a unit whose deadline falls in a year. A duty belongs to the unit that exists on its last valid
 * day; what a unit that ended before still owed passes to its successors. [DL8, DL9]
 */
export function obligationsOf(
  unit: DatedUnit,
  units: readonly DatedUnit[],
  rules: readonly DutyRule[],
  year: number,
  policy: PeriodPolicy = 'cut15_14',
): Obligation[] {
  const monthly = Array.from({ length: 12 }, (_, i) => periodOf({ year, month: i + 1 }, policy)).map((period) => ({
    form: 'monthly' as const,
    before: period.before,
    period,
    of: monthOf(period),
  }))
  const plan = { form: 'unit_plan' as const, before: unitPlanBefore(year), period: null, of: String(year) }
  return [...monthly, plan]
    .filter(({ form, before }) => {
      const day = addDays(before, -1)
      return within(day, unit.validFrom, unit.validTo) && owes(rules, form, unit.type, day)
    })
    .map((duty) => ({
      ...duty,
      key: obligationKeyOf({ ...duty, unitId: unit.id }),
      id: obligationIdOf({ ...duty, unitId: unit.id }),
      unitId: unit.id,
      inheritedFrom: units
        .filter(
          ({ successors, validTo }) => successors.includes(unit.id) && validTo !== null && startsWithin(duty, validTo),
        )
        .map(({ id }) => id),
    }))
    .sort((a, b) => (a.before < b.before ? -1 : 1))
}

/** The unit that ended was still collecting for this period. */
const startsWithin = ({ before, period }: { before: Day; period: Period | null }, ended: Day) =>
  ended < before && (period === null ? ended.slice(0, 4) === before.slice(0, 4) : ended >= period.from)
