import * as z from 'zod/mini'
import { accountIdSchema, incidentIdSchema } from '../ids.ts'
import { accept, merge, refuse } from '../mutation.ts'
import { NOTE_MAX, textSchema } from '../text.ts'
import { appended, defineAct, signed, target } from './changes.ts'
import { conclusionOf, type IncidentState, reportsOf } from './incident.ts'

const text = textSchema(NOTE_MAX)
/** Received by the office and not closed. */
const OPEN = ['received', 'handling', 'monitoring', 'info_requested', 'reopened'] as const satisfies IncidentState[]

/** The office takes the incident in and gives it a number of arrival; two clerks at once take it in once. [OF1] */
export const receiveIncident = defineAct({
  name: 'incident.receive',
  right: 'receive',
  args: z.object({ incidentId: incidentIdSchema, note: text }),
  from: ['submitted', ...OPEN],
  decide(incident, { note }, context) {
    if (incident.timeline.some(({ kind }) => kind === 'received')) return merge([])
    const arrivalNo = context.allot('arrival')
    return accept([appended(incident, { ...signed(context, 'receive'), kind: 'received', arrivalNo, note })])
  },
})

/** The office needs more before it can go on; the unit's next report answers it. [OF2] */
export const requestMore = defineAct({
  name: 'incident.requestMore',
  right: 'handle',
  args: z.object({ incidentId: incidentIdSchema, reason: text }),
  from: OPEN,
  decide(incident, { reason }, context) {
    if (reason.trim() === '') return refuse('reason-missing')
    return accept([appended(incident, { ...signed(context, 'handle'), kind: 'more_requested', reason })])
  },
})

/** Somebody works on it, or it is only watched. [OF3] */
export const followIncident = defineAct({
  name: 'incident.follow',
  right: 'handle',
  args: z.object({ incidentId: incidentIdSchema, state: z.enum(['handling', 'monitoring']), note: text }),
  from: OPEN,
  decide: (incident, { state, note }, context) =>
    accept([appended(incident, { ...signed(context, 'handle'), kind: state, note })]),
})

/** What the office holds to be the outcome; needed before closing. [OF4] */
export const concludeIncident = defineAct({
  name: 'incident.conclude',
  right: 'conclude',
  args: z.object({ incidentId: incidentIdSchema, conclusion: text }),
  from: OPEN,
  decide(incident, { conclusion }, context) {
    if (conclusion.trim() === '') return refuse('reason-missing')
    return accept([appended(incident, { ...signed(context, 'conclude'), kind: 'concluded', conclusion })])
  },
})

/** The end: only after a final report and a conclusion. [OF5] */
export const closeIncident = defineAct({
  name: 'incident.close',
  right: 'conclude',
  args: target,
  from: OPEN,
  decide(incident, _args, context) {
    const hasFinal = reportsOf(incident).some(({ report }) => report === 'final')
    if (!hasFinal || conclusionOf(incident) === null) return refuse('not-concluded')
    return accept([appended(incident, { ...signed(context, 'conclude'), kind: 'closed' })])
  },
})

/** A closed incident that turns out not to be over. [OF6] */
export const reopenIncident = defineAct({
  name: 'incident.reopen',
  right: 'conclude',
  args: z.object({ incidentId: incidentIdSchema, reason: text }),
  from: ['closed'],
  decide(incident, { reason }, context) {
    if (reason.trim() === '') return refuse('reason-missing')
    return accept([appended(incident, { ...signed(context, 'conclude'), kind: 'reopened', reason })])
  },
})

/** Lets one more person of the office read a restricted case. [AC4] */
export const nameReader = defineAct({
  name: 'incident.nameReader',
  right: 'nameReader',
  args: z.object({ incidentId: incidentIdSchema, accountId: accountIdSchema }),
  from: ['submitted', ...OPEN],
  decide(incident, { accountId }, context) {
    const named = incident.timeline.some((entry) => entry.kind === 'reader_named' && entry.accountId === accountId)
    if (named) return merge([])
    return accept([appended(incident, { ...signed(context, 'nameReader'), kind: 'reader_named', accountId })])
  },
})
