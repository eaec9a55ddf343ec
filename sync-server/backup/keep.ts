import { hanoiDay, type Instant } from '#domain/time.ts'

/** How many are kept: the newest of each of so many days, weeks and months of Hanoi that have one. */
export const KEPT = { days: 7, weeks: 4, months: 12 } as const

const FOLDER = /^dau-moi-(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})\.(\d{3})Z(-incomplete)?$/

/** The folder's name tells when it was made, and whether photos are missing in it. */
export const backupName = (made: Instant, complete: boolean): string =>
  `dau-moi-${made.replaceAll(':', '-')}${complete ? '' : '-incomplete'}`

export interface Named {
  name: string
  made: Instant
  complete: boolean
}

/** Reads the names of a folder; what is not a backup's is nobody's to delete. The newest comes first. */
export const backupsAmong = (names: readonly string[]): Named[] =>
  names
    .flatMap((name) => {
      const found = FOLDER.exec(name)
      if (!found) return []
      const [, day, hour, minute, second, ms, incomplete] = found
      return [{ name, made: `${day}T${hour}:${minute}:${second}.${ms}Z` as Instant, complete: !incomplete }]
    })
    .sort((a, b) => (a.made < b.made ? 1 : -1))

/** Backups that the rule no longer keeps. An incomplete one counts only where there is no whole one. [BK4] */
export function outlived(there: readonly Named[]): Named[] {
  const kept = new Set<Named>()
  const ordered = [...there].sort((a, b) => Number(b.complete) - Number(a.complete))
  const keepEach = (periodOf: (made: Instant) => string, count: number) => {
    const best = new Map<string, Named>()
    for (const one of ordered) {
      const period = periodOf(one.made)
      if (!best.has(period)) best.set(period, one)
    }
    for (const period of [...best.keys()].sort().reverse().slice(0, count)) {
      const one = best.get(period)
      if (one) kept.add(one)
    }
  }
  keepEach(hanoiDay, KEPT.days)
  keepEach(mondayOf, KEPT.weeks)
  keepEach((made) => hanoiDay(made).slice(0, 7), KEPT.months)
  const newest = there[0]
  return there.filter((one) => one !== newest && !kept.has(one))
}

const DAY_MS = 24 * 3_600_000

function mondayOf(made: Instant): string {
  const day = Date.parse(`${hanoiDay(made)}T00:00:00Z`)
  const sinceMonday = (new Date(day).getUTCDay() + 6) % 7
  return new Date(day - sinceMonday * DAY_MS).toISOString().slice(0, 10)
}
