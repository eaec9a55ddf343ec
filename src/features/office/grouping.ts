import type { IncidentState } from '#domain/incidents/incident.ts'
import type { Severity } from '#domain/incidents/severity.ts'
import { searchRank } from '#domain/text.ts'
import { type Instant, msOf } from '#domain/time.ts'
import type { DeskIncident } from '#protocol/office.ts'

export const GROUPS = ['outside', 'new', 'open', 'closed'] as const
export type DeskGroup = (typeof GROUPS)[number]

const GROUP_OF = {
  submitted: 'new',
  received: 'open',
  handling: 'open',
  monitoring: 'open',
  info_requested: 'open',
  reopened: 'open',
  closed: 'closed',
  withdrawn: 'closed',
} as const satisfies Record<IncidentState, DeskGroup>

/** What came outside of a role stands apart until the office adopts it; dismissed, it is over like the others. [OR8] */
const groupOf = ({ state, outside }: DeskIncident): DeskGroup =>
  outside && GROUP_OF[state] !== 'closed' ? 'outside' : GROUP_OF[state]

export interface DeskFilter {
  query: string
  severity: Severity | null
}

/**
 * The list as the desk works through it: what nobody has taken in first, there the gravest and then the longest
 * waiting; what is under way and what is over, the last changed first. [OF8]
 */
export function grouped(incidents: readonly DeskIncident[], filter: DeskFilter): Record<DeskGroup, DeskIncident[]> {
  const found = incidents.filter((one) => matches(one, filter))
  const of = (group: DeskGroup) => found.filter((one) => groupOf(one) === group)
  const lastChanged = (a: DeskIncident, b: DeskIncident) => (a.changed < b.changed ? 1 : -1)
  const gravest = (a: DeskIncident, b: DeskIncident) => b.severity - a.severity || (a.received < b.received ? -1 : 1)
  return {
    outside: of('outside').sort(gravest),
    new: of('new').sort(gravest),
    open: of('open').sort(lastChanged),
    closed: of('closed').sort(lastChanged),
  }
}

function matches({ title, unitName, code, severity }: DeskIncident, filter: DeskFilter): boolean {
  if (filter.severity !== null && severity !== filter.severity) return false
  return searchRank([title, unitName, code ?? ''].join(' '), filter.query) > 0
}

/** Minutes from the server's receipt until now; never below nought, since the two clocks differ. */
export const waitingMinutes = (received: Instant, nowMs: number): number =>
  Math.max(0, Math.floor((nowMs - msOf(received)) / 60_000))

/** The unit said when it would report next, and that moment has passed. */
export const isLate = ({ nextUpdateDue, state }: DeskIncident, nowMs: number): boolean =>
  nextUpdateDue !== null && GROUP_OF[state] !== 'closed' && msOf(nextUpdateDue) < nowMs
