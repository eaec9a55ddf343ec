import { holds, READS_ALL_CASES } from '../access/can.ts'
import type { AccountId } from '../ids.ts'
import type { Actor } from '../organisation/roles.ts'
import { type Incident, isOutside, reportsOf } from './incident.ts'

/** The people whom a restricted case itself names: its authors, and whoever was let in. [AC4] */
export function namedReaders(incident: Incident): AccountId[] {
  const authors = reportsOf(incident).map(({ by }) => by.accountId)
  const named = incident.timeline.flatMap((entry) =>
    entry.kind === 'reader_named' ? [entry.accountId as AccountId] : [],
  )
  return [...new Set([...authors, ...named])]
}

/** Who may read a restricted case: those it names, the head of its unit, and the office's chiefs. [AC4] */
export const mayReadCase = (actor: Actor, incident: Incident): boolean =>
  holds(actor, READS_ALL_CASES) ||
  (!isOutside(incident) &&
    actor.grants.some(({ role, unitId }) => role === 'unit_head' && unitId === incident.unitId)) ||
  namedReaders(incident).includes(actor.accountId)
