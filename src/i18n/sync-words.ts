import type { RecordStatus, SyncFacts } from '#domain/sync/status.ts'
import { CLOCK_WARNING_MS, type Instant } from '#domain/time.ts'
import { formatWhen } from './dates.ts'
import type { Texts } from './texts.ts'

export type WordTone = 'plain' | 'brand' | 'wait' | 'ok' | 'alarm'

export interface StatusWords {
  tone: WordTone
  chip: string
  line: string
}

const MONTHLY_TONE = {
  draft: 'brand',
  pending_approval: 'wait',
  approved: 'ok',
  received: 'ok',
  returned: 'alarm',
  accepted: 'ok',
} as const satisfies Record<string, WordTone>

/** The chip and the line below it, the same on every screen that shows a record. [SW1] */
export function statusWords(t: Texts, status: RecordStatus, nowMs: number): StatusWords {
  const { chip, line } = t.sync
  switch (status.kind) {
    case 'draft':
      return { tone: 'brand', chip: chip.draft, line: line.draft(formatWhen(status.savedAt, nowMs)) }
    case 'unsaved':
      return { tone: 'alarm', chip: chip.unsaved, line: line.unsaved }
    case 'queued':
      return { tone: 'wait', chip: chip.queued, line: line.queued }
    case 'sending':
      return { tone: 'wait', chip: chip.sending, line: line.sending }
    case 'signed-out':
      return { tone: 'wait', chip: chip.queued, line: line.signedOut }
    case 'arrived':
      return {
        tone: 'ok',
        chip: chip.arrived,
        line: status.at ? line.arrived(formatWhen(status.at, nowMs), status.code) : line.echo,
      }
    case 'office':
      return officeWords(t, status, nowMs)
    case 'refused':
      return { tone: 'alarm', chip: chip.refused, line: line.refused(t.refusals[status.code](status.details)) }
    case 'monthly':
      return {
        tone: MONTHLY_TONE[status.state],
        chip: chip.monthly[status.state],
        line: status.code ? line.code(status.code) : line.monthly,
      }
    case 'both':
      return { tone: 'wait', chip: chip.both, line: line.both }
  }
}

function officeWords(t: Texts, status: Extract<RecordStatus, { kind: 'office' }>, nowMs: number): StatusWords {
  const { chip, line } = t.sync
  const who = line.office(status.by.name, t.labels.role[status.by.role], formatWhen(status.at, nowMs))
  const tone: WordTone = status.state === 'info_requested' ? 'wait' : status.state === 'withdrawn' ? 'plain' : 'ok'
  return { tone, chip: chip[status.state], line: status.reason ? `${who}: ${status.reason}` : who }
}

/**
 * The one line that sums up: never "Đã gửi hết" while anything waits, is written or was refused, and never
 * before the server was heard. [SW2]
 */
export function summaryWords(t: Texts, facts: SyncFacts, nowMs: number): { tone: WordTone; text: string } {
  const { summary } = t.sync
  const waits = [
    facts.reports > 0 && summary.waiting(facts.reports),
    facts.acts > 0 && summary.acts(facts.acts),
    facts.reports === 0 && facts.photos > 0 && summary.photos(facts.photos),
  ].filter((part) => part !== false)
  const state = stateWords(t, facts)
  if (waits.length > 0) {
    return { tone: 'wait', text: [state, ...waits].filter((part) => part !== null).join(' · ') }
  }
  if (facts.pulling !== null) return { tone: 'plain', text: summary.pulling(facts.pulling) }
  const updated = facts.lastSync ? summary.updated(formatWhen(facts.lastSync, nowMs)) : summary.never
  if (state !== null) return { tone: 'wait', text: `${state} · ${updated}` }
  const all = facts.lastSync !== null && facts.drafts === 0 && facts.refused === 0
  return all ? { tone: 'ok', text: `${summary.allSent} · ${updated}` } : { tone: 'plain', text: updated }
}

function stateWords(t: Texts, facts: SyncFacts): string | null {
  const { summary } = t.sync
  switch (facts.phase) {
    case 'no-network':
      return summary.offline
    case 'server-trouble':
      return summary.trouble
    case 'signed-out':
      return summary.signedOut
    case 'account-disabled':
      return summary.disabled
    case 'outdated':
      return summary.outdated
    case 'working':
      return facts.sending ? summary.sending : null
    case 'idle':
      return null
  }
}

/** How far the phone's clock is off, from two minutes on. [TM3] */
export function clockWords(t: Texts, skewMs: number | null): { fast: boolean; gap: string } | null {
  if (skewMs === null || Math.abs(skewMs) < CLOCK_WARNING_MS) return null
  const minutes = Math.round(Math.abs(skewMs) / 60_000)
  const gap =
    minutes < 120
      ? t.sync.gap.minutes(minutes)
      : minutes < 48 * 60
        ? t.sync.gap.hours(Math.round(minutes / 60))
        : t.sync.gap.days(Math.round(minutes / 1440))
  return { fast: skewMs < 0, gap }
}

/** "14:32" and the like, or the word for never. */
export const whenOr = (never: string, instant: Instant | null, nowMs: number): string =>
  instant ? formatWhen(instant, nowMs) : never
