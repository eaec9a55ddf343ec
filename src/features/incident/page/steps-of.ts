import type { ActEntry, Incident, ReportEntry, TimelineEntry } from '#domain/incidents/incident.ts'
import { isReport, stateOf } from '#domain/incidents/incident.ts'
import { waitedForNetwork } from '#i18n/report-rows.ts'
import type { OutboxRow } from '#storage/tables.ts'
import type { SyncState } from '#sync/state.ts'
import type { IncidentPageData } from './read-page.ts'

/** How far the photos of one report have come. */
interface PhotosOnTheWay {
  sent: number
  of: number
  sentBytes: number
  bytes: number
  moving: boolean
  trouble: boolean
}

/** One line of the way a report goes; the words are chosen where it is drawn. */
export type WayStep =
  | { kind: 'saved'; entry: ReportEntry; offline: boolean; mine: boolean }
  | { kind: 'waiting'; id: string; sending: boolean; row: OutboxRow }
  | { kind: 'arrived'; entry: ReportEntry; echo: boolean }
  | { kind: 'photos'; id: string; photos: PhotosOnTheWay }
  | { kind: 'act'; entry: ActEntry; pending: boolean }
  | { kind: 'office-to-come' }

/** The way of an incident in the order in which it went, and what is still to come. [SW3] */
export function stepsOf(data: IncidentPageData, sync: SyncState, accountId: string): WayStep[] {
  const { incident } = data
  const steps = incident.timeline.flatMap((entry) => stepsOfEntry(entry, data, sync, accountId))
  const received = incident.timeline.some(({ kind }) => kind === 'received')
  return received || stateOf(incident) === 'withdrawn' ? steps : [...steps, { kind: 'office-to-come' }]
}

function stepsOfEntry(entry: TimelineEntry, data: IncidentPageData, sync: SyncState, accountId: string): WayStep[] {
  const row = data.waiting.find(({ mid }) => mid === entry.id)
  if (!isReport(entry)) return [{ kind: 'act', entry, pending: row !== undefined && row.verdict === null }]
  const offline = entry.stamps.received === null ? sync.phase === 'no-network' : waitedForNetwork(entry.stamps)
  const photos = photosOf(entry, data, sync)
  return [
    { kind: 'saved', entry, offline, mine: entry.by.accountId === accountId },
    row?.verdict === null
      ? { kind: 'waiting', id: entry.id, sending: sync.sending.includes(row.mid), row }
      : { kind: 'arrived', entry, echo: entry.stamps.received === null },
    ...(photos ? [{ kind: 'photos' as const, id: entry.id, photos }] : []),
  ]
}

/** A photo is there when its receipt is, or when the server said so to this phone. */
function photosOf(entry: ReportEntry, { photos, receipts }: IncidentPageData, sync: SyncState): PhotosOnTheWay | null {
  if (entry.photos.length === 0) return null
  const state = { sent: 0, of: entry.photos.length, sentBytes: 0, bytes: 0, moving: false, trouble: false }
  for (const { id, size } of entry.photos) {
    const row = photos.get(id)
    const stored = receipts.has(id) || row?.state === 'stored'
    const under = sync.photo?.id === id
    state.bytes += size
    state.sentBytes += stored ? size : Math.max(row?.offset ?? 0, under ? (sync.photo?.sent ?? 0) : 0)
    if (stored) state.sent += 1
    state.moving ||= under
    state.trouble ||= !stored && row?.problem != null
  }
  return state
}

/** Whether anything of it still waits for this phone's network. */
export const waits = ({ waiting, photos }: IncidentPageData): boolean =>
  waiting.some(({ verdict }) => verdict === null) || [...photos.values()].some(({ state }) => state === 'waiting')

/** When the next report is due, unless one has come since. */
export function nextUpdateOf(incident: Incident) {
  const last = incident.timeline.findLast(isReport)
  return last && last.report !== 'final' && stateOf(incident) !== 'closed' ? last.body.nextUpdateDue : null
}
