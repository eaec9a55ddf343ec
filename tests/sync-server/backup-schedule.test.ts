import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backupProcess, isBackupDue, startBackups } from '#server/backup/schedule.ts'
import { at } from '#tests/support/builders.ts'
import { openServer, type Server } from './world.ts'

describe('[BK11] when a backup is due', () => {
  const AT = 2 * 60 + 15
  const due = (now: string, newest: string | null) =>
    isBackupDue(Date.parse(now), AT, newest === null ? null : at(newest))
  it.each([
    ['never made', '2026-11-19T06:00:00Z', null, true],
    ['made after the last 02:15 in Hanoi', '2026-11-19T06:00:00Z', '2026-11-18T19:16:00Z', false],
    ['one minute before the next', '2026-11-19T19:14:00Z', '2026-11-18T19:16:00Z', false],
    ['at the next', '2026-11-19T19:15:00Z', '2026-11-18T19:16:00Z', true],
    ['missed for days', '2026-11-25T01:00:00Z', '2026-11-18T19:16:00Z', true],
  ])('%s', (_name, now, newest, expected) => expect(due(now, newest)).toBe(expected))
})

describe('backups by themselves', () => {
  let server: Server
  let to: string
  beforeEach(async () => {
    server = await openServer()
    to = await mkdtemp(join(tmpdir(), 'dau-moi-schedule-'))
  })
  afterEach(async () => {
    await server.close()
    await rm(to, { recursive: true })
  })

  it('[BK11] are made in a process of their own, once, and told in /readyz’s words', async () => {
    const outcomes: string[] = []
    const backups = startBackups({
      store: server.store,
      clock: Date.now,
      minuteOfDay: 0,
      run: () => backupProcess(server.folder, to),
      ended: (outcome) => outcomes.push(outcome),
    })
    await backups.look()
    await backups.look()
    backups.stop()
    expect(outcomes).toEqual(['done'])
    expect((await readdir(to)).filter((name) => name.startsWith('dau-moi-'))).toHaveLength(1)
    expect(backups.isFailing()).toBe(0)
    expect(Math.abs(backups.newestAt() - Date.now() / 1000)).toBeLessThan(120)
    expect((await backups.readiness()).detail).toMatch(/^newest 20\d\d-/)
  })

  it('[BK11] one that failed says why, waits an hour, and never keeps reports out', async () => {
    let now = Date.parse('2026-11-19T06:00:00Z')
    let tries = 0
    const run = async () => {
      tries += 1
      return 'no-room'
    }
    const backups = startBackups({ store: server.store, clock: () => now, minuteOfDay: 0, run, ended: () => undefined })
    await backups.look()
    await backups.look()
    expect(tries).toBe(1)
    expect(await backups.readiness()).toEqual({
      part: 'backup',
      ready: true,
      detail: 'newest none, the last try failed: no-room',
    })
    expect([backups.isFailing(), backups.newestAt()]).toEqual([1, 0])
    now += 3_600_000
    await backups.look()
    backups.stop()
    expect(tries).toBe(2)
  })

  it('[BK11] the process’s own refusal is known by its code', async () => {
    expect(await backupProcess(join(to, 'nothing-here'), to)).toBe('data-missing')
  })
})
