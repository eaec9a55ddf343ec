import * as z from 'zod/mini'
import { incidentIdSchema } from '../ids.ts'
import { accept, merge, refuse } from '../mutation.ts'
import { NOTE_MAX, textSchema } from '../text.ts'
import { appended, defineAct, signed } from './changes.ts'
import { INCIDENT_STATES, isOutside } from './incident.ts'

const text = textSchema(NOTE_MAX)

/** The office takes what came outside of a post into its unit, with the author's stamps and receipt; once. [OR8] */
export const adoptIncident = defineAct({
  name: 'incident.adopt',
  right: 'receive',
  args: z.object({ incidentId: incidentIdSchema, note: text }),
  from: INCIDENT_STATES,
  decide(incident, { note }, context) {
    if (!isOutside(incident)) return merge([])
    return accept([appended(incident, { ...signed(context, 'receive'), kind: 'adopted', note })])
  },
})

/** Not the unit's affair: it stays where it came in, with the reason, and its author reads both. [OR8] */
export const dismissIncident = defineAct({
  name: 'incident.dismiss',
  right: 'receive',
  args: z.object({ incidentId: incidentIdSchema, reason: text }),
  from: ['submitted', 'received', 'handling', 'monitoring', 'info_requested', 'reopened'],
  decide(incident, { reason }, context) {
    if (!isOutside(incident)) return refuse('wrong-state', { state: 'adopted' })
    if (reason.trim() === '') return refuse('reason-missing')
    return accept([appended(incident, { ...signed(context, 'receive'), kind: 'dismissed', reason })])
  },
})
