import { describe, expect, it } from 'vitest'
import { instantOf } from '#domain/time.ts'
import { backupName, backupsAmong, outlived } from '#server/backup/keep.ts'

const DAY = 24 * 3_600_000
const night = (n: number) => instantOf(Date.parse('2026-01-01T19:15:00Z') + n * DAY)

/** What is left of one backup a night. */
function after(nights: number): string[] {
  let names: string[] = []
  for (let n = 0; n < nights; n += 1) {
    names = [...names, backupName(night(n), true)]
    const gone = new Set(outlived(backupsAmong(names)).map(({ name }) => name))
    names = names.filter((name) => !gone.has(name))
  }
  return names.sort().reverse()
}

describe('[BK4] which backups are kept', () => {
  it('the newest of seven days, four weeks and twelve months', () => {
    const kept = after(400).map((name) => name.slice(8, 18))
    expect(kept.slice(0, 7)).toEqual(Array.from({ length: 7 }, (_, n) => night(399 - n).slice(0, 10)))
    expect(kept.length).toBeLessThanOrEqual(7 + 4 + 12)
    expect(new Set(kept.map((day) => day.slice(0, 7))).size).toBeGreaterThanOrEqual(12)
  })

  it('the newest always, whatever the rule says of it, and a whole one before one with photos missing', () => {
    const names = [backupName(night(0), true), backupName(night(0.1), false), backupName(night(0.2), false)]
    const gone = outlived(backupsAmong(names)).map(({ name }) => name)
    expect(gone).toEqual([names[1]])
  })

  it('nothing but backups is ever counted or removed', () => {
    expect(backupsAmong(['notes', '.new', 'dau-moi-2026', 'dau-moi.db', `${backupName(night(1), true)}.zip`])).toEqual(
      [],
    )
  })
})
