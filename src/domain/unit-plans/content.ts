import { addDays, type Day, dayOf } from '../deadlines/days.ts'
import { quarterBefore } from '../deadlines/periods.ts'
import { nameId } from '../name-ids.ts'
import { type Plan, type PlanItem, QUARTERS, type Quarter } from '../plans/plan.ts'
import { PRODUCT_KINDS, type ProductKind } from '../tasks/product.ts'
import { type Fields, type FieldValue, isEmpty } from '../unit-forms/fields.ts'
import { countOf, dayIn, type Item, standing, textOf } from '../unit-forms/items.ts'
import { BUDGET_SOURCES, type BudgetSource, UNIT_CHANNELS, type UnitChannel } from './fields.ts'

/** One line of a unit's plan, as it can be read from its fields. */
export interface PlanLine {
  id: string
  /** `VIII.3`; empty for what the unit does of its own accord */
  planItem: string
  title: string
  quarters: Quarter[]
  start: Day | null
  /** the last day, included */
  end: Day | null
  products: { kind: ProductKind; qty: number }[]
  channels: UnitChannel[]
  responsible: string
  coordinators: string
  /** whole đồng */
  budget: number | null
  indicator: string
}

/** A unit's plan as whoever prints or shows it needs it. */
export interface PlanContent {
  objectives: string[]
  channels: UnitChannel[]
  lines: PlanLine[]
  budget: { source: BudgetSource | null; total: number | null }
  focalPoint: { name: string; position: string; decision: string }
  spokesperson: { name: string; position: string; authorised: boolean }
  crisis: string
  docNumber: string
}

/** @param fields a snapshot, or a draft as it would be frozen */
export const contentOf = (fields: Fields): PlanContent => ({
  objectives: linesOfText(fields.objectives),
  channels: UNIT_CHANNELS.filter((channel) => fields[`channels.${channel}`] === true),
  lines: standing(fields, 'lines').map(lineOf),
  budget: {
    source: BUDGET_SOURCES.find((source) => source === fields['budget.source']) ?? null,
    total: countOf(fields['budget.total']),
  },
  focalPoint: {
    name: textOf(fields['focalPoint.name']),
    position: textOf(fields['focalPoint.position']),
    decision: textOf(fields['focalPoint.decision']),
  },
  spokesperson: {
    name: textOf(fields['spokesperson.name']),
    position: textOf(fields['spokesperson.position']),
    authorised: fields['spokesperson.authorised'] === true,
  },
  crisis: textOf(fields.crisis),
  docNumber: textOf(fields.docNumber).trim(),
})

const linesOfText = (value: FieldValue | undefined): string[] =>
  textOf(value)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

export function lineOf({ id, of }: Item): PlanLine {
  return {
    id,
    planItem: textOf(of.planItem).trim(),
    title: textOf(of.title).trim(),
    quarters: QUARTERS.filter((quarter) => of[`quarter.${quarter}`] === true),
    start: dayIn(of.start),
    end: dayIn(of.end),
    products: PRODUCT_KINDS.flatMap((kind) => {
      const qty = countOf(of[`qty.${kind}`])
      return qty === null ? [] : [{ kind, qty }]
    }),
    channels: UNIT_CHANNELS.filter((channel) => of[`channel.${channel}`] === true),
    responsible: textOf(of.responsible).trim(),
    coordinators: textOf(of.coordinators).trim(),
    budget: countOf(of.budget),
    indicator: textOf(of.indicator).trim(),
  }
}

/** An item of the department's plan, under the name that lines refer to it by: `VIII.3`. */
export interface NamedItem {
  ref: string
  group: string
  item: PlanItem
}

export const itemsOfPlan = ({ groups }: Pick<Plan, 'groups'>): NamedItem[] =>
  groups.flatMap((group) => group.items.map((item) => ({ ref: `${group.roman}.${item.no}`, group: group.title, item })))

/** The items that name what the unit stands for, as who leads or who takes part. [PN4] @param codes of its assignment */
export const itemsNaming = (plan: Pick<Plan, 'groups'>, codes: readonly string[]): NamedItem[] =>
  itemsOfPlan(plan).filter(({ item }) => [...item.leads, ...item.coordinators].some((code) => codes.includes(code)))

/** Those among them that no line carries out yet. [V48] */
export function uncovered(fields: Fields, plan: Pick<Plan, 'groups'>, codes: readonly string[]): NamedItem[] {
  const covered = new Set(standing(fields, 'lines').map(({ of }) => textOf(of.planItem).trim()))
  return itemsNaming(plan, codes).filter(({ ref }) => !covered.has(ref))
}

/** The id of the line that a tap on an item makes: two phones that tap the same item make one line. [PN4] */
export const lineIdFor = (unitPlanId: string, ref: string): string => nameId(unitPlanId, `item:${ref}`)

/** A line as an item of the department's plan gives it: its title, its quarters, and from their first to their last day. [PN4] */
export function lineFrom(lineId: string, { ref, item }: NamedItem, year: number): Record<string, FieldValue> {
  const quarters = [...item.quarters].sort()
  const first = quarters[0] ?? 1
  const last = quarters.at(-1) ?? 4
  const members: Record<string, FieldValue> = {
    at: item.lines
      .map((line) => String(line).padStart(6, '0'))
      .slice(0, 1)
      .join(''),
    planItem: ref,
    title: item.title.slice(0, 300),
    ...Object.fromEntries(quarters.map((quarter) => [`quarter.${quarter}`, true])),
    start: dayOf(year, first * 3 - 2, 1),
    end: addDays(quarterBefore(year, last), -1),
  }
  return Object.fromEntries(Object.entries(members).map(([member, value]) => [`lines.${lineId}.${member}`, value]))
}

/** What the lines cost together; null where none says. */
export function sumOfLines(fields: Fields): number | null {
  const costs = standing(fields, 'lines').flatMap(({ of }) => countOf(of.budget) ?? [])
  return costs.length === 0 ? null : costs.reduce((sum, cost) => sum + cost, 0)
}

/** @returns whether nothing at all was typed for the line's products */
export const hasNoProduct = ({ of }: Item): boolean => PRODUCT_KINDS.every((kind) => isEmpty(of[`qty.${kind}`]))
