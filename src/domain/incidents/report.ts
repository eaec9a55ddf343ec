import * as z from 'zod/mini'
import { can } from '../access/can.ts'
import { type IncidentId, incidentIdSchema, unitIdSchema } from '../ids.ts'
import { accept, type Context, type Decision, defineMutation, merge, refuse } from '../mutation.ts'
import { MAX_PHOTOS, type PhotoRef, photoRefSchema } from '../photos/photo.ts'
import type { Refusal } from '../refusals.ts'
import type { Result } from '../result.ts'
import { NOTE_MAX, textSchema } from '../text.ts'
import { hanoiYear } from '../time.ts'
import { type IncidentBody, incidentBodySchema } from './body.ts'
import { appended, defineAct, isIn, signed } from './changes.ts'
import { type Incident, type ReportEntry, type ReportKind, reportsOf, stateOf } from './incident.ts'
import { blocking, validateIncident } from './validation.ts'

const report = { incidentId: incidentIdSchema, body: incidentBodySchema, photos: z.array(photoRefSchema) }

/**
 * The first report of an incident. Its id was minted when the draft opened, so a double tap is one incident;
 * two devices that send the same draft make one incident with two reports. [IN1, IN6, IN11]
 */
export const reportIncident = defineMutation({
  name: 'incident.report',
  schema: 1,
  args: z.object({ ...report, unitId: unitIdSchema }),
  entity: ({ incidentId }) => incidentId,
  reads: ({ incidentId }) => [{ type: 'incident', id: incidentId }],
  decide(view, { incidentId, unitId, body, photos }, context) {
    if (!can(context.actor, 'report', { unitId })) return refuse('not-allowed')
    const there = view.get('incident', incidentId)
    if (there && there.unitId !== unitId) return refuse('not-found')
    if (there && isIn(there, context.mid)) return merge([])
    const entry = reportEntry(there, 'initial', body, photos, context)
    if (!entry.ok) return entry
    if (there) return merge([appended(there, { ...entry.value, report: 'update' })])
    return accept([appended(newIncident(incidentId, unitId, context), entry.value)])
  },
})

/** More about an incident, or the last word on it. Each carries the whole picture as its sender saw it. [IN9] */
export const supplementIncident = defineAct({
  name: 'incident.supplement',
  right: 'report',
  args: z.object({ ...report, report: z.enum(['update', 'final']) }),
  from: ['submitted', 'received', 'handling', 'monitoring', 'info_requested', 'reopened'],
  decide(incident, { report, body, photos }, context): Result<Decision, Refusal> {
    const entry = reportEntry(incident, report, body, photos, context)
    return entry.ok ? accept([appended(incident, entry.value)]) : entry
  },
})

/** A report sent by mistake, taken back before the office received it; it stays readable. [IN12] */
export const withdrawIncident = defineAct({
  name: 'incident.withdraw',
  right: 'withdraw',
  args: z.object({ incidentId: incidentIdSchema, reason: textSchema(NOTE_MAX) }),
  from: ['submitted'],
  decide(incident, { reason }, context) {
    if (reason.trim() === '') return refuse('reason-missing')
    return accept([appended(incident, { ...signed(context, 'withdraw'), kind: 'withdrawn', reason })])
  },
})

function reportEntry(
  incident: Incident | undefined,
  kind: ReportKind,
  body: IncidentBody,
  photos: PhotoRef[],
  context: Context,
): Result<ReportEntry, Refusal> {
  if (photos.length > MAX_PHOTOS) return refuse('too-many-photos', { max: MAX_PHOTOS })
  const open = blocking(validateIncident(body, context.device.committed))
  if (open.length > 0) return refuse('incomplete', { issues: open.map(({ code, path }) => ({ code, path })) })
  const reports = incident ? reportsOf(incident) : []
  const no = context.nextNo?.(reports) ?? reports.length + 1
  return { ok: true, value: { ...signed(context, 'report'), kind: 'report', no, report: kind, body, photos } }
}

function newIncident(id: IncidentId, unitId: Incident['unitId'], context: Context): Incident {
  const number = context.allot('incident')
  return {
    id,
    unitId,
    unitName: context.actor.grants.find((grant) => grant.unitId === unitId)?.unitName ?? '',
    code: number === null ? null : `SC-${hanoiYear(context.now)}-${String(number).padStart(4, '0')}`,
    timeline: [],
  }
}

/** The unit may still add to it. */
export const takesSupplements = (incident: Incident): boolean =>
  stateOf(incident) !== 'closed' && stateOf(incident) !== 'withdrawn'
