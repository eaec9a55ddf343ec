import type { Instant } from '../time.ts'
import type { Ask, MonthlyEntry, MonthlyReport, Returned, Version } from './report.ts'
import type { MonthlyState } from './states.ts'

export const versionsOf = (report: Pick<MonthlyReport, 'timeline'> | undefined): Version[] =>
  (report?.timeline ?? []).filter((entry): entry is Version => entry.kind === 'submitted')

export const latestVersion = (report: Pick<MonthlyReport, 'timeline'> | undefined): Version | undefined =>
  versionsOf(report).at(-1)

/** The newest wish for the head's approval. */
export const latestAsk = (report: Pick<MonthlyReport, 'timeline'> | undefined): Ask | undefined =>
  report?.timeline.findLast((entry): entry is Ask => entry.kind === 'asked')

/** The state is a fold over the timeline. What the office says of an older version moves nothing. [MR8] */
export function monthlyStateOf(report: Pick<MonthlyReport, 'timeline'> | undefined): MonthlyState {
  if (!report) return 'not_started'
  let state: MonthlyState = 'draft'
  let version = 0
  let ask: string | null = null
  for (const entry of report.timeline) {
    switch (entry.kind) {
      case 'asked':
        ask = entry.id
        if (!isWithOffice(state)) state = 'pending_approval'
        break
      case 'approved':
        if (entry.askId === ask && state === 'pending_approval') state = 'approved'
        break
      case 'declined':
        if (entry.askId === ask && (state === 'pending_approval' || state === 'approved')) state = 'draft'
        break
      case 'submitted':
        state = 'submitted'
        version = entry.no
        break
      case 'received':
        if (entry.version === version && state === 'submitted') state = 'received'
        break
      case 'returned':
      case 'accepted':
        if (entry.version === version) state = entry.kind
        break
      case 'confirmed':
      case 'disputed':
        break
    }
  }
  return state
}

/** A version lies with the office, and it has not sent it back. */
export const isWithOffice = (state: MonthlyState): boolean => ['submitted', 'received', 'accepted'].includes(state)

/** What the head said about the recorded word of a version; null while it is open, or where none was recorded. [MR5] */
export const answerOfHead = (report: MonthlyReport, version: number) =>
  report.timeline.findLast(
    (entry): entry is Extract<MonthlyEntry, { kind: 'confirmed' | 'disputed' }> =>
      (entry.kind === 'confirmed' || entry.kind === 'disputed') && entry.version === version,
  ) ?? null

/** Why the newest version came back, while no other has followed it; of two clerks both words. [MR8] */
export function returnsOf(report: Pick<MonthlyReport, 'timeline'> | undefined): Returned[] {
  const newest = latestVersion(report)?.no
  return (report?.timeline ?? []).filter(
    (entry): entry is Returned => entry.kind === 'returned' && entry.version === newest,
  )
}

/**
 * The moments that decide how the day was kept: the first version counts, unless the office sent it back as empty.
 * [DL4, MR10]
 */
export function arrivalsOf(report: Pick<MonthlyReport, 'timeline'> | undefined): Instant[] {
  let arrivals: Instant[] = []
  for (const entry of report?.timeline ?? []) {
    if (entry.kind === 'returned' && entry.countFromNext) arrivals = []
    if (entry.kind === 'submitted' && entry.stamps.received !== null) arrivals.push(entry.stamps.received)
  }
  return arrivals
}
