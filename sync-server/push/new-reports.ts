import { type Incident, type ReportEntry, reportsOf } from '#domain/incidents/incident.ts'
import { isSent, type Piece, type SentEntry } from '#domain/pieces/piece.ts'
import type { Change } from '#domain/records.ts'
import type { Space } from '#domain/spaces.ts'
import type { FormEntry, FormRecord, FormVersion } from '#domain/unit-forms/record.ts'
import { versionsOf } from '#domain/unit-forms/state.ts'
import type { LiveRow } from '../store/records.ts'

export interface NewReport {
  incident: Incident
  entry: ReportEntry
}

/** The reports that a decision adds to what was there. Each gets a receipt. [RC1] */
export function newReports(changes: readonly Change[], seen: readonly LiveRow[]): NewReport[] {
  return changes.flatMap((change) => {
    if (!('put' in change) || change.put !== 'incident') return []
    const before = seen.find(({ type, id }) => type === 'incident' && id === change.id)
    const known = new Set(before ? reportsOf(JSON.parse(before.body) as Incident).map(({ id }) => id) : [])
    const incident = change.body
    return reportsOf(incident)
      .filter(({ id }) => !known.has(id))
      .map((entry) => ({ incident, entry }))
  })
}

/** What a receipt says of which record a version is. */
const KINDS = { monthly_report: 'monthly.report', unit_plan: 'unit.plan' } as const

export interface NewVersion {
  kind: (typeof KINDS)[keyof typeof KINDS]
  form: FormRecord
  version: FormVersion
  space: Space
}

/** The versions of months' reports and of plans that a decision adds; each gets a receipt, too. [RC7] */
export function newVersions(changes: readonly Change[], seen: readonly LiveRow[]): NewVersion[] {
  return changes.flatMap((change) => {
    if (!('put' in change) || (change.put !== 'monthly_report' && change.put !== 'unit_plan')) return []
    const { put, body: form, space } = change
    const before = seen.find(({ type, id }) => type === put && id === change.id)
    // by their ids: what comes back to a restored server may stand before what is there [BK7]
    const known = new Set(before ? versionsOf(JSON.parse(before.body) as FormRecord).map(({ id }) => id) : [])
    return versionsOf<FormEntry>(form)
      .filter(({ id }) => !known.has(id))
      .map((version) => ({ kind: KINDS[put], form, version, space }))
  })
}

export interface NewPiece {
  piece: Piece
  version: SentEntry
  space: Space
}

/** The versions of articles and examples that a decision adds. [RC8] */
export function newPieces(changes: readonly Change[], seen: readonly LiveRow[]): NewPiece[] {
  return changes.flatMap((change) => {
    if (!('put' in change) || change.put !== 'piece') return []
    const before = seen.find(({ type, id }) => type === 'piece' && id === change.id)
    const known = new Set(before ? (JSON.parse(before.body) as Piece).timeline.map(({ id }) => id) : [])
    const { body: piece, space } = change
    return piece.timeline
      .filter(isSent)
      .filter(({ id }) => !known.has(id))
      .map((version) => ({ piece, version, space }))
  })
}
