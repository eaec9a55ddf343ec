import type { ActEntry, Incident } from '#domain/incidents/incident.ts'
import { isReport, stateOf } from '#domain/incidents/incident.ts'
import type { RecordStatus, SyncFacts } from '#domain/sync/status.ts'
import type { DraftRow, OutboxRow } from '#storage/tables.ts'
import type { IncidentOnDevice } from '#storage/views.ts'
import type { SyncState } from './state.ts'

export const statusOfDraft = ({ savedAt }: Pick<DraftRow, 'savedAt'>): RecordStatus => ({ kind: 'draft', savedAt })

/** Still without the server's word. "Đã tới máy chủ" is never said of it. [SW1] */
const isUnsent = ({ verdict }: Pick<OutboxRow, 'verdict'>): boolean => verdict === null

/**
 * What to say of an incident: what was refused before what waits, what waits before what has arrived, and of
 * what has arrived the newest. [SW1]
 */
export function statusOfIncident({ incident, waiting }: IncidentOnDevice, sync: SyncState): RecordStatus {
  return statusOfWaiting(waiting, sync, incident.code) ?? statusOnServer(incident)
}

/** The same for whatever waits about one record; null where nothing does and the record speaks for itself. [SW1] */
export function statusOfWaiting(
  waiting: readonly OutboxRow[],
  sync: SyncState,
  code: string | null = null,
): RecordStatus | null {
  for (const { verdict } of waiting) {
    if (verdict?.kind === 'refused' || verdict?.kind === 'quarantined') {
      return { kind: 'refused', code: verdict.code, details: verdict.details }
    }
  }
  const unsent = waiting.filter(isUnsent)
  if (unsent.length > 0) return statusOfRows(unsent, sync)
  return waiting.length > 0 ? { kind: 'arrived', at: null, code } : null
}

/** Of changes without the server's word, at least one. */
export function statusOfRows(unsent: readonly OutboxRow[], sync: SyncState): RecordStatus {
  if (unsent.some(({ mid }) => sync.sending.includes(mid))) return { kind: 'sending' }
  return sync.phase === 'signed-out' || sync.phase === 'account-disabled' ? { kind: 'signed-out' } : { kind: 'queued' }
}

function statusOnServer(incident: Incident): RecordStatus {
  const newest = incident.timeline.findLast(({ kind }) => kind !== 'reader_named' && kind !== 'comment')
  if (!newest || isReport(newest)) {
    return { kind: 'arrived', at: newest?.stamps.received ?? null, code: incident.code }
  }
  const at = newest.stamps.received ?? newest.stamps.committed
  return { kind: 'office', state: stateOf(incident), by: newest.by, at, reason: reasonOf(newest) }
}

/** What the office wrote beside its act; empty where it wrote nothing. */
export function reasonOf(act: ActEntry): string {
  switch (act.kind) {
    case 'more_requested':
    case 'reopened':
    case 'withdrawn':
    case 'dismissed':
      return act.reason
    case 'received':
    case 'handling':
    case 'monitoring':
    case 'adopted':
      return act.note
    case 'concluded':
      return act.conclusion
    case 'comment':
      return act.text
    case 'closed':
    case 'reader_named':
      return ''
  }
}

const REPORTS: ReadonlySet<string> = new Set([
  'incident.report',
  'incident.supplement',
  'monthly.submit',
  'plan.submit',
])

/** The facts of the summary line: nothing counts as sent before the server's word. [SW1] */
export function syncFacts(
  on: { outbox: readonly OutboxRow[]; photos: number; drafts: number; refused: number },
  sync: SyncState,
): SyncFacts {
  const unsent = on.outbox.filter(isUnsent)
  const reports = unsent.filter(({ name }) => REPORTS.has(name)).length
  return {
    phase: sync.phase,
    reports,
    acts: unsent.length - reports,
    photos: on.photos,
    drafts: on.drafts,
    refused: on.refused,
    sending: sync.sending.length > 0 || sync.photo !== null,
    pulling: sync.pulling?.records ?? null,
    lastSync: sync.lastSync,
  }
}
