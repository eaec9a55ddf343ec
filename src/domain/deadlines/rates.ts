import type { Obligation } from './obligations.ts'
import type { Timeliness } from './timeliness.ts'

/** A duty with how it was kept. */
export interface KeptDuty {
  obligation: Pick<Obligation, 'key'>
  timeliness: Timeliness
}

/** So many of so many. @property rate 0–1; null where nothing counts */
export interface Rate {
  part: number
  of: number
  rate: number | null
}

export interface Rates {
  /** sent, of what had to be sent by now or was sent before */
  submitted: Rate
  /** in time, of what is decided and has no excuse */
  onTime: Rate
  /** need not be sent */
  notRequired: number
}

/**
 * How duties were kept, over any periods and units. A duty that is given twice counts once; whoever is excused and
 * sent nothing leaves both rates, lateness for a reason and what is not due yet leave the rate of those in time. [DL18]
 */
export function ratesOf(duties: readonly KeptDuty[]): Rates {
  const once = new Map(duties.map(({ obligation, timeliness }) => [obligation.key, timeliness.kind]))
  const count = (...kinds: Timeliness['kind'][]) => [...once.values()].filter((kind) => kinds.includes(kind)).length
  const inTime = count('on_time', 'on_time_offline')
  const late = count('late')
  const excused = count('late_excused')
  const missing = count('missing')
  return {
    submitted: rate(inTime + late + excused, inTime + late + excused + missing),
    onTime: rate(inTime, inTime + late + missing),
    notRequired: count('not_required'),
  }
}

const rate = (part: number, of: number): Rate => ({ part, of, rate: of === 0 ? null : part / of })
