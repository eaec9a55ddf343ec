import * as z from 'zod/mini'
import { commentTextSchema } from '../comment.ts'
import { daySchema } from '../deadlines/days.ts'
import { incidentIdSchema, unitIdSchema } from '../ids.ts'
import { photoRefSchema } from '../photos/photo.ts'
import { signedEntry } from '../signed-entry.ts'
import { caseSpace, outsideSpace, type Space, unitSpace } from '../spaces.ts'
import { NOTE_MAX, textSchema } from '../text.ts'
import { incidentBodySchema } from './body.ts'
import { isRestricted } from './category.ts'

export const REPORT_KINDS = ['initial', 'update', 'final'] as const
export type ReportKind = (typeof REPORT_KINDS)[number]

/** One sent report. Never edited, only followed. [IN9] */
export const reportEntrySchema = z.looseObject({
  ...signedEntry,
  kind: z.literal('report'),
  /** 1, 2, 3 … in the server's order */
  no: z.int(),
  report: z.enum(REPORT_KINDS),
  body: incidentBodySchema,
  photos: z.array(photoRefSchema),
})
export type ReportEntry = z.infer<typeof reportEntrySchema>

const note = textSchema(NOTE_MAX)

/** What people did about it, in the server's order. */
export const actEntrySchema = z.discriminatedUnion('kind', [
  z.looseObject({ ...signedEntry, kind: z.literal('received'), arrivalNo: z.nullable(z.int()), note }),
  z.looseObject({ ...signedEntry, kind: z.literal('more_requested'), reason: note }),
  z.looseObject({ ...signedEntry, kind: z.literal('handling'), note }),
  z.looseObject({ ...signedEntry, kind: z.literal('monitoring'), note }),
  z.looseObject({ ...signedEntry, kind: z.literal('concluded'), conclusion: note }),
  z.looseObject({ ...signedEntry, kind: z.literal('closed') }),
  z.looseObject({ ...signedEntry, kind: z.literal('reopened'), reason: note }),
  z.looseObject({ ...signedEntry, kind: z.literal('withdrawn'), reason: note }),
  z.looseObject({ ...signedEntry, kind: z.literal('reader_named'), accountId: z.uuid() }),
  z.looseObject({ ...signedEntry, kind: z.literal('comment'), text: commentTextSchema }),
  z.looseObject({ ...signedEntry, kind: z.literal('adopted'), note }),
  z.looseObject({ ...signedEntry, kind: z.literal('dismissed'), reason: note }),
])
export type ActEntry = z.infer<typeof actEntrySchema>
export type TimelineEntry = ReportEntry | ActEntry

/** An incident is its append-only timeline; state, counts and category are read from it. [IN9, IN10] */
export const incidentSchema = z.looseObject({
  id: incidentIdSchema,
  unitId: unitIdSchema,
  unitName: textSchema(200),
  /** SC-2026-0007, given by the server */
  code: z.nullable(z.string()),
  /** it came from somebody whose post in the unit had ended; the last day of that post. [OR8] */
  outside: z.optional(z.object({ until: daySchema })),
  timeline: z.array(z.union([reportEntrySchema, actEntrySchema])),
})
export type Incident = z.infer<typeof incidentSchema>

export const isReport = (entry: TimelineEntry): entry is ReportEntry => entry.kind === 'report'
export const reportsOf = (incident: Incident): ReportEntry[] => incident.timeline.filter(isReport)

/** @throws when there is no report: an incident comes into being with its first one. */
export function latestReport(incident: Incident): ReportEntry {
  const last = reportsOf(incident).at(-1)
  if (!last) throw new Error(`incident without a report: ${incident.id}`)
  return last
}

export const INCIDENT_STATES = [
  'submitted',
  'received',
  'handling',
  'monitoring',
  'info_requested',
  'closed',
  'withdrawn',
  'reopened',
] as const
export type IncidentState = (typeof INCIDENT_STATES)[number]

/** The state is a fold over the timeline, so that it can never disagree with it. [IN10] */
export function stateOf(incident: Incident): IncidentState {
  let state: IncidentState = 'submitted'
  // an entry of a kind that only a later build knows is kept, shown as it can be, and moves nothing here [SY12]
  for (const entry of incident.timeline) state = after(state, entry) ?? state
  return state
}

function after(state: IncidentState, entry: TimelineEntry): IncidentState | undefined {
  switch (entry.kind) {
    case 'report':
      return afterReport(state)
    case 'received':
    case 'handling':
    case 'monitoring':
    case 'closed':
    case 'reopened':
    case 'withdrawn':
      return entry.kind
    case 'more_requested':
      return 'info_requested'
    case 'dismissed':
      return 'closed'
    case 'concluded':
    case 'reader_named':
    case 'comment':
    case 'adopted':
      return state
  }
}

/** A report answers a question, and words that come after the end open the incident again: somebody must read them. */
function afterReport(state: IncidentState): IncidentState {
  if (state === 'info_requested') return 'handling'
  if (state === 'withdrawn') return 'submitted'
  return state === 'closed' ? 'reopened' : state
}

/** The newest conclusion since the incident was last opened, if any. */
export function conclusionOf(incident: Incident): string | null {
  let conclusion: string | null = null
  for (const entry of incident.timeline) {
    if (entry.kind === 'reopened') conclusion = null
    if (entry.kind === 'concluded') conclusion = entry.conclusion
  }
  return conclusion
}

/**
 * Once a report put it in a restricted category, an incident stays restricted, whatever a later report says: that
 * one may have been begun on another phone before, and its timeline holds the words all the same. [AC4]
 */
export const isRestrictedIncident = (incident: Incident): boolean =>
  reportsOf(incident).some(({ body }) => isRestricted(body.category))

/** It came outside of a post, and nobody of the office has adopted it into its unit yet. [OR8] */
export const isOutside = ({ outside, timeline }: Incident): boolean =>
  outside !== undefined && !timeline.some(({ kind }) => kind === 'adopted')

/** Where it lives: a restricted incident has a space of its own, and moves there when it becomes one. [AC4, SP2] */
export function spaceOf(incident: Incident): Space {
  if (isRestrictedIncident(incident)) return caseSpace(incident.id)
  return isOutside(incident) ? outsideSpace(incident.id) : unitSpace(incident.unitId)
}
