import { type Incident, latestReport, stateOf } from '../incidents/incident.ts'
import { isSerious } from '../incidents/severity.ts'
import { type Instant, instantOf, msOf } from '../time.ts'

/** The unit promised to tell more by now; or nobody of the office has taken the report in. */
export const INCIDENT_REMINDER_KINDS = ['update_due', 'not_received'] as const
export type IncidentReminderKind = (typeof INCIDENT_REMINDER_KINDS)[number]

export interface IncidentReminder {
  kind: IncidentReminderKind
  /** the same for one report or one promise, so that each is reminded of once */
  key: string
  at: Instant
}

/** How long a grave report waits to be taken in before the office is reminded. Our own choice, no rule of law. */
const GRAVE_WAITS_MS = 15 * 60_000
const OTHER_WAITS_MS = 2 * 3_600_000
/** What is older than this is no reminder any more: the desk's list has it on top. */
const STALE_MS = 24 * 3_600_000

/** What is to be reminded of about one incident as of now, at any hour of the day. [RM5, RM6] */
export function incidentReminders(incident: Incident, now: Instant): IncidentReminder[] {
  const state = stateOf(incident)
  if (state === 'closed' || state === 'withdrawn') return []
  const latest = latestReport(incident)
  const reported = latest.stamps.received ?? latest.stamps.committed
  const { severity, nextUpdateDue } = latest.body
  const found: IncidentReminder[] = []
  if (nextUpdateDue !== null && latest.report !== 'final')
    found.push({
      kind: 'update_due',
      key: `${latest.id}:update`,
      at: nextUpdateDue,
    })
  if (state === 'submitted') {
    const waits = isSerious(severity) ? GRAVE_WAITS_MS : OTHER_WAITS_MS
    found.push({
      kind: 'not_received',
      key: `${latest.id}:received`,
      at: instantOf(msOf(reported) + waits),
    })
  }
  return found.filter(({ at }) => at <= now && msOf(now) - msOf(at) < STALE_MS)
}
