import { PRODUCT_KINDS } from '../tasks/product.ts'
import { choice, count, day, type FieldKind, fieldTable, flag, item, money, text } from '../unit-forms/fields.ts'

/** Ways by which a unit reaches people. */
export const UNIT_CHANNELS = [
  'unit_site',
  'fanpage',
  'social',
  'portal',
  'press',
  'bulletin',
  'email',
  'meeting',
  'loudspeaker',
  'other',
] as const
export type UnitChannel = (typeof UNIT_CHANNELS)[number]
/** Regular spending, or what others give. */
export const BUDGET_SOURCES = ['regular', 'mobilised'] as const
export type BudgetSource = (typeof BUDGET_SOURCES)[number]

const flags = (prefix: string, names: readonly (string | number)[]): Record<string, FieldKind> =>
  Object.fromEntries(names.map((name) => [`${prefix}.${name}`, flag]))

const SINGLE: Readonly<Record<string, FieldKind>> = {
  /** one a line */
  objectives: text(3000),
  ...flags('channels', UNIT_CHANNELS),
  'budget.source': choice(BUDGET_SOURCES),
  'budget.total': money,
  'focalPoint.name': text(200),
  'focalPoint.position': text(200),
  'focalPoint.decision': text(100),
  'spokesperson.name': text(200),
  'spokesperson.position': text(200),
  /** speaks by an authorisation of the head */
  'spokesperson.authorised': flag,
  crisis: text(3000),
  docNumber: text(40),
}

/** A line of the plan is known by its id, so that two phones add without meeting. */
export const LINE: Readonly<Record<string, FieldKind>> = {
  ...item,
  /** the department's item that it carries out, `VIII.3` */
  planItem: text(20),
  title: text(300),
  ...flags('quarter', [1, 2, 3, 4]),
  start: day,
  end: day,
  /** how many of each kind */
  ...Object.fromEntries(PRODUCT_KINDS.map((kind) => [`qty.${kind}`, count])),
  ...flags('channel', UNIT_CHANNELS),
  responsible: text(200),
  coordinators: text(500),
  budget: money,
  indicator: text(500),
}

export const planFields = fieldTable(SINGLE, { lines: LINE })
