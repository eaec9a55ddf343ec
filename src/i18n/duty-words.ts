import type { LedgerEntry } from '#domain/deadlines/ledger.ts'
import type { Timeliness } from '#domain/deadlines/timeliness.ts'
import type { Role } from '#domain/organisation/roles.ts'
import { formatWhen } from './dates.ts'
import { shortDay } from './deadline-words.ts'
import type { PlanTexts } from './plan-texts.ts'

type Texts = PlanTexts['deadlines']

/** How a duty was kept, in words. [DL4, DL7] */
export function timelinessWord({ timeliness: t }: Texts, timeliness: Timeliness): string {
  switch (timeliness.kind) {
    case 'late':
    case 'late_excused':
    case 'missing':
      return t[timeliness.kind](timeliness.days)
    case 'on_time':
    case 'on_time_offline':
    case 'pending':
    case 'not_required':
      return t[timeliness.kind]
  }
}

/** @property why empty where no reason was given */
export interface GivenWords {
  what: string
  why: string
  who: string
}

/** What the office gave or noted, why, by whom and when. [DL7, DL17] */
export function givenWords(
  { given: t }: Texts,
  roles: Readonly<Record<Role, string>>,
  entry: LedgerEntry,
  nowMs: number,
): GivenWords {
  const { by, stamps } = entry
  const words = entry.kind === 'arrived' || entry.kind === 'chased' ? entry.note : entry.reason
  return {
    what: whatOf(t, entry, nowMs),
    why: words.trim() === '' ? '' : t.why(words.trim()),
    who: t.by(by.name, roles[by.role], formatWhen(stamps.received ?? stamps.committed, nowMs)),
  }
}

function whatOf(t: Texts['given'], entry: LedgerEntry, nowMs: number): string {
  switch (entry.kind) {
    case 'extended':
      return t.until(shortDay(entry.before, nowMs))
    case 'excused':
      return t.excused
    case 'offline_accepted':
      return t.offline
    case 'chased':
      return t.chased[entry.channel]
    case 'arrived':
      return t.arrived(shortDay(entry.on, nowMs), t.way[entry.way])
  }
}
