import type { AffectedBand, PlaceKind } from '#domain/incidents/body.ts'
import type { Category } from '#domain/incidents/category.ts'
import type { IncidentDraftBody } from '#domain/incidents/draft.ts'
import { type Severity, urgencyFor } from '#domain/incidents/severity.ts'
import { type Instant, instantOf, msOf } from '#domain/time.ts'

/** What one tap changes; everything else of the draft stays as it is, also what another tab has written. */
export type Answer = Partial<IncidentDraftBody>

export const pickCategory = (category: Category): Answer => ({ category })

/** The urgency goes with the severity until somebody chose another. [IN4] */
export function pickSeverity(body: IncidentDraftBody, severity: Severity): Answer {
  const untouched = body.urgency === urgencyFor[body.severity ?? 1]
  return untouched ? { severity, urgency: urgencyFor[severity] } : { severity }
}

export const pickPlace = (body: IncidentDraftBody, kind: PlaceKind): Answer => ({
  place: { kind, text: body.place?.text ?? '' },
})

/** A chip says as much as an exact count where it can: one and two are numbers, "3+" is not. */
export function pickBand(body: IncidentDraftBody, band: AffectedBand): Answer {
  const counted: Partial<Record<AffectedBand, number>> = { '0': 0, '1': 1, '2': 2 }
  return { people: { ...body.people, band, total: counted[band] ?? null } }
}

/** Minutes between what happened and its discovery that one tap can say; 0 is "Vừa xong". */
export const AGO = [0, 15, 30, 60, 120] as const
export type Ago = (typeof AGO)[number]

/** Counted back from the discovery, so that no chip can put it before what was discovered. [V05] */
export function pickAgo(body: IncidentDraftBody, ago: Ago, now: Instant): Answer {
  const detectedAt = body.detectedAt ?? now
  return { detectedAt, occurredAt: instantOf(msOf(detectedAt) - ago * 60_000), occurredPrecision: 'approx_30m' }
}

/** The chip that says what the draft says; null when the time was given otherwise. */
export function agoOf({ occurredAt, detectedAt }: IncidentDraftBody): Ago | null {
  if (!occurredAt || !detectedAt) return null
  const minutes = (msOf(detectedAt) - msOf(occurredAt)) / 60_000
  return AGO.find((ago) => ago === minutes) ?? null
}

export const callMade = (at: Instant): Answer => ({ call: { made: true, at, note: '' } })
export const callNotMade = (reason: string): Answer => ({ call: { made: false, reason } })

/** A call to 111 … 115 is something that was done; only the office's counts as the call of rule V12. [CF2] */
export function emergencyCalled(body: IncidentDraftBody, text: string, at: Instant): Answer {
  if (body.actions.some((action) => action.text === text)) return {}
  return { actions: [...body.actions, { at, text }] }
}

/** Nothing was chosen, called or written: leaving such a draft leaves nothing behind. */
export function isUntouched(body: IncidentDraftBody, photos: number): boolean {
  return (
    body.category === null &&
    body.severity === null &&
    body.call === null &&
    body.place === null &&
    body.actions.length === 0 &&
    body.whatHappened.trim() === '' &&
    photos === 0
  )
}
