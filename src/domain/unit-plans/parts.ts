import type { FormLayout } from '../unit-forms/layout.ts'
import { LINE, planFields, UNIT_CHANNELS } from './fields.ts'

/** The parts in which a plan is written, one page each. */
export const PLAN_PARTS = ['objectives', 'lines', 'budget', 'people', 'crisis'] as const
export type PlanPart = (typeof PLAN_PARTS)[number]

/** The fields of the parts that are no lists, in the order of the page. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  objectives: ['objectives', ...UNIT_CHANNELS.map((channel) => `channels.${channel}`)],
  budget: ['budget.source', 'budget.total'],
  people: [
    'focalPoint.name',
    'focalPoint.position',
    'focalPoint.decision',
    'spokesperson.name',
    'spokesperson.position',
    'spokesperson.authorised',
  ],
  crisis: ['crisis', 'docNumber'],
}
const KEPT: ReadonlySet<string> = new Set(['at', 'removed'])

export const planLayout: FormLayout = {
  parts: PLAN_PARTS,
  kindOf: planFields.kindOf,
  isList: (part) => part === 'lines',
  fieldsOf: (part) => FIELDS[part] ?? [],
  membersOf: (list) => (list === 'lines' ? Object.keys(LINE).filter((member) => !KEPT.has(member)) : []),
}
