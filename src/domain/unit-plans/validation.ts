import type { Day } from '../deadlines/days.ts'
import type { Plan } from '../plans/plan.ts'
import { PRODUCT_KINDS } from '../tasks/product.ts'
import { type Fields, isEmpty } from '../unit-forms/fields.ts'
import { documentNumber, type FormIssue, identities, isCount, issue, tooLong } from '../unit-forms/issues.ts'
import { countOf, type Item, memberPath, standing } from '../unit-forms/items.ts'
import { hasNoProduct, itemsOfPlan, lineOf, type PlanLine, sumOfLines, uncovered } from './content.ts'
import { planFields } from './fields.ts'

/** The rules of a unit's plan; sentences: `src/i18n/vi/unit-plan.ts`. */
export const UNIT_PLAN_ISSUE_CODES = [
  'V01',
  'V03',
  'V09',
  'V15',
  'V16',
  'V29',
  'V30',
  'V31',
  'V32',
  'V33',
  'V34',
  'V36',
  'V40',
  'V47',
  'V48',
] as const
export type UnitPlanIssueCode = (typeof UNIT_PLAN_ISSUE_CODES)[number]
export type UnitPlanIssue = FormIssue<UnitPlanIssueCode>

/** What the plan is measured against. @property codes what the unit stands for in the department's plan */
export interface Measure {
  year: number
  /** the department's plan; null while this device or this year has none */
  plan: Pick<Plan, 'groups'> | null
  codes: readonly string[]
}

/**
 * Everything there is to say about a unit's plan as its sender saw it. [V01–V48, PN3]
 * @param fields a snapshot, or a draft as it would be frozen
 */
export function validateUnitPlan(fields: Fields, measure: Measure): UnitPlanIssue[] {
  return [
    ...general(fields),
    ...tooLong(fields, planFields.kindOf),
    ...standing(fields, 'lines').flatMap((item) => ofLine(item, measure)),
    ...money(fields),
    ...coverage(fields, measure),
    ...identities(fields, planFields.kindOf),
  ]
}

const isBlank = (fields: Fields, path: string) => isEmpty(fields[path])

function general(fields: Fields): UnitPlanIssue[] {
  return [
    ...(isBlank(fields, 'objectives') ? [issue('V01', 'objectives')] : []),
    ...(standing(fields, 'lines').length === 0 ? [issue('V01', 'lines')] : []),
    ...(isBlank(fields, 'focalPoint.name') ? [issue('V34', 'focalPoint.name')] : []),
    // the department's plan asks for both, and a plan without them is better than none in time
    ...['spokesperson.name', 'crisis'].flatMap((path) =>
      isBlank(fields, path) ? [issue('V01', path, {}, 'warn')] : [],
    ),
    ...documentNumber(fields),
  ]
}

function ofLine(item: Item, measure: Measure): UnitPlanIssue[] {
  const line = lineOf(item)
  const missing = ['title', 'start', 'end', 'responsible'].filter((member) => isEmpty(item.of[member]))
  const unread = (['start', 'end'] as const).filter((member) => !isEmpty(item.of[member]) && line[member] === null)
  return [
    ...[...missing, ...unread].map((member) => issue('V01', memberPath(item, member))),
    ...(line.quarters.length === 0 ? [issue('V01', memberPath(item, 'quarters'))] : []),
    ...(hasNoProduct(item) ? [issue('V01', memberPath(item, 'products'))] : []),
    ...quantities(item),
    ...(isEmpty(item.of.budget) || isCount(item.of.budget) ? [] : [issue('V09', memberPath(item, 'budget'))]),
    ...days(item, line, measure.year),
    ...againstItem(item, line, measure),
  ]
}

function quantities(item: Item): UnitPlanIssue[] {
  return PRODUCT_KINDS.flatMap((kind): UnitPlanIssue[] => {
    const value = item.of[`qty.${kind}`]
    if (isEmpty(value)) return []
    const path = memberPath(item, `qty.${kind}`)
    if (typeof value !== 'number' || !Number.isInteger(value)) return [issue('V09', path)]
    return value > 0 ? [] : [issue('V32', path)]
  })
}

const quarterOf = (day: Day) => Math.ceil(Number(day.slice(5, 7)) / 3)

/** It ends after it began, and its days are those of the quarters that were chosen. [V29, V31] */
function days(item: Item, { start, end, quarters }: PlanLine, year: number): UnitPlanIssue[] {
  if (start === null || end === null) return []
  if (end < start) return [issue('V29', memberPath(item, 'end'))]
  if (quarters.length === 0) return []
  const isOfYear = [start, end].every((day) => Number(day.slice(0, 4)) === year)
  const fits = isOfYear && quarterOf(start) === quarters[0] && quarterOf(end) === quarters.at(-1)
  return fits ? [] : [issue('V31', memberPath(item, 'start'), { a: start, b: end })]
}

/** A line lies within the quarters of the department's item that it carries out. [V30, V47] */
function againstItem(item: Item, { planItem, quarters }: PlanLine, { plan }: Measure): UnitPlanIssue[] {
  if (planItem === '' || plan === null) return []
  const found = itemsOfPlan(plan).find(({ ref }) => ref === planItem)
  if (!found) return [issue('V47', memberPath(item, 'planItem'), { item: planItem })]
  return quarters
    .filter((quarter) => !found.item.quarters.includes(quarter))
    .map((quarter) => issue('V30', memberPath(item, `quarter.${quarter}`), { item: planItem, q: quarter }))
}

function money(fields: Fields): UnitPlanIssue[] {
  const total = fields['budget.total']
  if (!isEmpty(total) && !isCount(total)) return [issue('V09', 'budget.total')]
  const a = sumOfLines(fields)
  const b = countOf(total)
  if (a === null && b === null) return []
  return (a ?? 0) === (b ?? 0) ? [] : [issue('V33', 'budget.total', { a: a ?? 0, b: b ?? 0 })]
}

/** The department asks for no line to every item: a unit is told what it may have missed. [V48] */
const coverage = (fields: Fields, { plan, codes }: Measure): UnitPlanIssue[] =>
  plan === null
    ? []
    : uncovered(fields, plan, codes).map(({ ref, item }) =>
        issue('V48', 'lines', { item: ref, title: item.title }, 'warn'),
      )
