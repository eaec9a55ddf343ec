import { can, type IncidentAction } from '#domain/access/can.ts'
import {
  conclusionOf,
  INCIDENT_STATES,
  type Incident,
  type IncidentState,
  isOutside,
  isRestrictedIncident,
  reportsOf,
  stateOf,
} from '#domain/incidents/incident.ts'
import type { Actor } from '#domain/organisation/roles.ts'

/** What the office may do to an incident. */
export const ACTS = [
  'adopt',
  'dismiss',
  'receive',
  'requestMore',
  'handling',
  'monitoring',
  'conclude',
  'close',
  'reopen',
  'nameReader',
] as const
export type DeskAct = (typeof ACTS)[number]

const OPEN: readonly IncidentState[] = ['received', 'handling', 'monitoring', 'info_requested', 'reopened']

const RULE = {
  adopt: { right: 'receive', from: INCIDENT_STATES },
  dismiss: { right: 'receive', from: ['submitted', ...OPEN] },
  receive: { right: 'receive', from: ['submitted'] },
  requestMore: { right: 'handle', from: OPEN },
  handling: { right: 'handle', from: OPEN },
  monitoring: { right: 'handle', from: OPEN },
  conclude: { right: 'conclude', from: OPEN },
  close: { right: 'conclude', from: OPEN },
  reopen: { right: 'conclude', from: ['closed'] },
  nameReader: { right: 'nameReader', from: ['submitted', ...OPEN] },
} as const satisfies Record<DeskAct, { right: IncidentAction; from: readonly IncidentState[] }>

/**
 * The acts worth showing now, the next one first. What is shown here is a courtesy: `decide` has the last word,
 * on the phone and on the server. [OF1–OF6]
 */
export function actsFor(actor: Actor, incident: Incident): DeskAct[] {
  const state = stateOf(incident)
  return ACTS.filter((act) => {
    const { right, from } = RULE[act]
    if (!can(actor, right, incident) || !(from as readonly IncidentState[]).includes(state)) return false
    if (act === 'adopt' || act === 'dismiss') return isOutside(incident)
    if (act === 'close') return mayClose(incident)
    if (act === 'nameReader') return isRestrictedIncident(incident)
    return act !== state
  })
}

/** Only after a final report and a conclusion. [OF5] */
export const mayClose = (incident: Incident): boolean =>
  reportsOf(incident).some(({ report }) => report === 'final') && conclusionOf(incident) !== null

/** An act as the mutation that carries it out. */
export function changeFor(act: DeskAct, incidentId: string, text: string): { name: string; args: unknown } {
  switch (act) {
    case 'adopt':
      return { name: 'incident.adopt', args: { incidentId, note: text } }
    case 'dismiss':
      return { name: 'incident.dismiss', args: { incidentId, reason: text } }
    case 'receive':
      return { name: 'incident.receive', args: { incidentId, note: text } }
    case 'requestMore':
      return { name: 'incident.requestMore', args: { incidentId, reason: text } }
    case 'handling':
    case 'monitoring':
      return { name: 'incident.follow', args: { incidentId, state: act, note: text } }
    case 'conclude':
      return { name: 'incident.conclude', args: { incidentId, conclusion: text } }
    case 'close':
      return { name: 'incident.close', args: { incidentId } }
    case 'reopen':
      return { name: 'incident.reopen', args: { incidentId, reason: text } }
    case 'nameReader':
      return { name: 'incident.nameReader', args: { incidentId, accountId: text } }
  }
}

/** Whether an act asks for words, and whether it goes without them. */
export const TEXT_OF = {
  adopt: 'optional',
  dismiss: 'needed',
  receive: 'none',
  requestMore: 'needed',
  handling: 'optional',
  monitoring: 'optional',
  conclude: 'needed',
  close: 'none',
  reopen: 'needed',
  nameReader: 'needed',
} as const satisfies Record<DeskAct, 'none' | 'needed' | 'optional'>
