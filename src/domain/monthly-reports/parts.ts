import { COUNTERS, LISTS, type ListName, SOURCES } from './fields.ts'

/** The parts in which a report is written, one page each. */
export const PARTS = ['overview', 'counters', 'issues', 'forecast', 'examples', 'evidence', 'difficulties'] as const
export type Part = (typeof PARTS)[number]

/** The fields of the parts that are no lists, in the order of the page. */
const FIELDS: Readonly<Record<Exclude<Part, ListName>, readonly string[]>> = {
  overview: ['overview', ...SOURCES.map((source) => `sources.${source}`)],
  counters: [...COUNTERS.map((counter) => `counters.${counter}`), 'incidents.total'],
  difficulties: ['difficulties', 'proposals', 'docNumber'],
}

export const isList = (part: Part): part is ListName => part in LISTS
export const fieldsOf = (part: Exclude<Part, ListName>): readonly string[] => FIELDS[part]

/** Members of an item that people fill in, in the order of its page. */
export const membersOf = (list: ListName): string[] =>
  Object.keys(LISTS[list]).filter((member) => !['at', 'removed', 'incident', 'planItem'].includes(member))

/** Where a field is written; null for what belongs to the whole. */
export function partOf(path: string): Part | null {
  const [first = ''] = path.split('.')
  if (first in LISTS) return first as ListName
  if (first === 'sources') return 'overview'
  if (first === 'counters' || first === 'incidents') return 'counters'
  return path === 'overview' ? 'overview' : FIELDS.difficulties.includes(path) ? 'difficulties' : null
}
