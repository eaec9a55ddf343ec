import type { Instant } from '../time.ts'
import type { AffectedBand, IncidentBody, Outcome } from './body.ts'
import { type Incident, type ReportKind, reportsOf } from './incident.ts'

/** The counts of one report, as they were known then. */
export interface CountsRow {
  no: number
  report: ReportKind
  /** when its officer sent it, by the phone */
  at: Instant
  total: number | null
  band: AffectedBand
  outcome: IncidentBody['people']['outcome']
}

/** Counts are a time series: a later report never rewrites an earlier one. Oldest first. [IN7] */
export const countsOf = (incident: Incident): CountsRow[] =>
  reportsOf(incident).map(({ no, report, stamps, body }) => ({
    no,
    report,
    at: stamps.committed,
    total: body.people.total,
    band: body.people.band,
    outcome: body.people.outcome,
  }))

export const OUTCOMES = [
  'deceased',
  'critical',
  'hospitalised',
  'treatedAndReleased',
  'monitoredAtHome',
  'unharmed',
] as const satisfies readonly Outcome[]

/** The outcomes that anybody has ever counted: a table shows no empty columns. */
export const countedOutcomes = (rows: readonly CountsRow[]): Outcome[] =>
  OUTCOMES.filter((outcome) => rows.some((row) => row.outcome[outcome] !== null))
