import type { FormLayout } from '../unit-forms/layout.ts'
import { COUNTERS, kindOf, LISTS, SOURCES } from './fields.ts'

/** The parts in which a report is written, one page each. */
export const PARTS = ['overview', 'counters', 'issues', 'forecast', 'examples', 'evidence', 'difficulties'] as const
export type Part = (typeof PARTS)[number]

/** The fields of the parts that are no lists, in the order of the page. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  overview: ['overview', ...SOURCES.map((source) => `sources.${source}`)],
  counters: [...COUNTERS.map((counter) => `counters.${counter}`), 'incidents.total'],
  difficulties: ['difficulties', 'proposals', 'docNumber'],
}
const MEMBERS: Readonly<Record<string, object>> = LISTS
/** Members that nobody fills in by hand. */
const KEPT: ReadonlySet<string> = new Set(['at', 'removed', 'incident', 'planItem'])

export const monthlyLayout: FormLayout = {
  parts: PARTS,
  kindOf,
  isList: (part) => part in LISTS,
  fieldsOf: (part) => FIELDS[part] ?? [],
  membersOf: (list) => Object.keys(MEMBERS[list] ?? {}).filter((member) => !KEPT.has(member)),
}
