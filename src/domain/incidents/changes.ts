import * as z from 'zod/mini'
import { can, type IncidentAction, rolesFor } from '../access/can.ts'
import { type IncidentId, incidentIdSchema, type Mid } from '../ids.ts'
import { type Context, type Decision, defineMutation, merge, refuse } from '../mutation.ts'
import type { Change, View } from '../records.ts'
import type { Refusal } from '../refusals.ts'
import type { Result } from '../result.ts'
import { signEntry } from '../signed-entry.ts'
import { type Incident, type IncidentState, spaceOf, stateOf, type TimelineEntry } from './incident.ts'

/** The record after `entry` was added to its timeline, in the space where it now belongs. */
export function appended(incident: Incident, entry: TimelineEntry): Change {
  const next = { ...incident, timeline: [...incident.timeline, entry] }
  return { put: 'incident', id: next.id, entity: next.id, space: spaceOf(next), body: next }
}

/** What an entry of the timeline begins with. */
export const signed = (context: Context, action: IncidentAction) => signEntry(context, rolesFor(action))

/** The arguments of an act that needs no more than its incident. */
export const target = z.object({ incidentId: incidentIdSchema })

/**
 * The entry stands there already: on a phone, a change is decided once more over records that may contain it
 * for the moment between its echo and its leaving the outbox. [SY4]
 */
export const isIn = (incident: Incident, mid: Mid): boolean => incident.timeline.some(({ id }) => id === mid)

interface Act<Name extends string, Args> {
  name: Name
  args: z.ZodMiniType<Args>
  right: IncidentAction
  /** states in which it makes sense; elsewhere it is refused as `wrong-state` */
  from: readonly IncidentState[]
  decide(incident: Incident, args: Args, context: Context): Result<Decision, Refusal>
}

/** An act on one incident: found, allowed and in the right state before its own rule speaks. */
export function defineAct<const Name extends string, Args extends { incidentId: IncidentId }>(act: Act<Name, Args>) {
  return defineMutation<Name, Args>({
    name: act.name,
    schema: 1,
    args: act.args,
    entity: ({ incidentId }) => incidentId,
    reads: ({ incidentId }) => [{ type: 'incident', id: incidentId }],
    decide(view: View, args, context) {
      const incident = view.get('incident', args.incidentId)
      if (!incident) return refuse('not-found')
      if (!can(context.actor, act.right, incident)) return refuse('not-allowed')
      if (isIn(incident, context.mid)) return merge([])
      const state = stateOf(incident)
      if (!act.from.includes(state)) return refuse('wrong-state', { state })
      return act.decide(incident, args, context)
    },
  })
}
