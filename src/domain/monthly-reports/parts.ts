import { UNWRITTEN } from '../unit-forms/items.ts'
import type { FormLayout } from '../unit-forms/layout.ts'
import { COUNTERS, kindOf, LISTS, SOURCES } from './fields.ts'

/** The parts in which a report is written, one page each. */
export const PARTS = ['overview', 'counters', 'issues', 'forecast', 'examples', 'evidence', 'difficulties'] as const
export type Part = (typeof PARTS)[number]

/** The fields that stand alone, in the order of their page; that nothing arose is said where issues are. [MR13] */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  overview: ['overview', ...SOURCES.map((source) => `sources.${source}`)],
  counters: [...COUNTERS.map((counter) => `counters.${counter}`), 'incidents.total'],
  issues: ['nil'],
  difficulties: ['difficulties', 'proposals', 'docNumber'],
}
const MEMBERS: Readonly<Record<string, object>> = LISTS

export const monthlyLayout: FormLayout = {
  parts: PARTS,
  kindOf,
  isList: (part) => part in LISTS,
  fieldsOf: (part) => FIELDS[part] ?? [],
  membersOf: (list) => Object.keys(MEMBERS[list] ?? {}).filter((member) => !UNWRITTEN.has(member)),
}
