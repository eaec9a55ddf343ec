import { type Incident, type ReportEntry, reportsOf } from '#domain/incidents/incident.ts'
import type { Change } from '#domain/records.ts'
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
