import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { DepartmentId } from '#domain/ids.ts'
import { startBackups } from '#server/backup/schedule.ts'
import { keepBackedUp, standingOf } from '#server/store/backups.ts'
import { openPostgres } from '#server/store/postgres.ts'
import { aloneOnPostgres } from '#server/store/postgres-alone.ts'
import type { Store } from '#server/store/store.ts'
import { at, uuid } from '#tests/support/builders.ts'
import { type TestDatabase, testDatabase } from '#tests/support/postgres/database.ts'

const DEPARTMENT = uuid(0xd1) as DepartmentId
const NOW = '2026-11-19T06:00:00.000Z'

let database: TestDatabase
let store: Store
let folder: string
beforeEach(async () => {
  database = await testDatabase()
  const opened = await openPostgres(database.url)
  if (!opened.ok) throw new Error(opened.error.code)
  store = opened.value
  folder = await mkdtemp(join(tmpdir(), 'dau-moi-processes-'))
  await store.write(DEPARTMENT, (tx) =>
    tx
      .insertInto('departments')
      .values({ id: DEPARTMENT, name: 'Sở Ví Dụ (minh họa)', epoch: uuid(0xe), created_at: NOW })
      .execute(),
  )
})
afterEach(async () => {
  await store.close()
  await database.drop()
  await rm(folder, { recursive: true })
})

it('[BK11] while one process makes the backup another waits, calls nothing failed, and then has it too', async () => {
  let release: (outcome: string) => void = () => undefined
  const begun: string[] = []
  const backups = (name: string) =>
    startBackups({
      store,
      clock: () => Date.parse(NOW),
      minuteOfDay: 0,
      alone: (work) => aloneOnPostgres(database.url, work),
      ended: () => undefined,
      run() {
        begun.push(name)
        return new Promise<string>((resolve) => {
          release = resolve
        })
      },
    })
  const [one, other] = [backups('one'), backups('other')]
  const first = one.look()
  while (begun.length === 0) await pause(5)
  await other.look()
  expect(begun).toEqual(['one'])
  expect((await other.readiness()).detail).toBe('newest none')

  await store.write(DEPARTMENT, async (tx) => keepBackedUp(tx, await standingOf(tx, DEPARTMENT), at(NOW)))
  release('done')
  await first
  await other.look()
  for (const each of [one, other]) {
    each.stop()
    expect(each.newestAt()).toBe(Date.parse(NOW) / 1000)
    expect(each.isFailing()).toBe(0)
  }
  expect(begun).toEqual(['one'])
})

it('[BK11] one that failed is called so until there is a fresh one, whoever made it', async () => {
  const backups = startBackups({
    store,
    clock: () => Date.parse(NOW),
    minuteOfDay: 0,
    alone: (work) => aloneOnPostgres(database.url, work),
    ended: () => undefined,
    run: async () => 'no-room',
  })
  await backups.look()
  expect(backups.isFailing()).toBe(1)
  await store.write(DEPARTMENT, async (tx) => keepBackedUp(tx, await standingOf(tx, DEPARTMENT), at(NOW)))
  await backups.look()
  backups.stop()
  expect(backups.isFailing()).toBe(0)
})

it('[BK11] a process that is killed in the middle leaves the turn to another', async () => {
  const held = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { aloneOnPostgres } from ${JSON.stringify(join(import.meta.dirname, '../../sync-server/store/postgres-alone.ts'))}
      await aloneOnPostgres(${JSON.stringify(database.url)}, () => { console.log('mine'); return new Promise((done) => setTimeout(done, 60_000)) })`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  await once(held.stdout, 'data')
  const take = () => aloneOnPostgres(database.url, async () => 'taken')
  expect(await take()).toBe(null)
  held.kill('SIGKILL')
  await once(held, 'exit')
  for (let tried = 0; tried < 100 && (await take()) === null; tried += 1) await pause(20)
  expect(await take()).toBe('taken')
})

it('[BK11] two servers that start at once on one PostgreSQL make one backup, and neither calls it failed', async () => {
  const processes: ChildProcess[] = []
  const start = async (name: string) => {
    const env = { DATABASE_URL: database.url, DATA_DIR: join(folder, 'data'), BACKUP_DIR: join(folder, name) }
    const main = join(import.meta.dirname, '../../sync-server/main.ts')
    const child = spawn(process.execPath, [main], {
      env: { ...process.env, ...env, PORT: '0', LOG_LEVEL: 'silent' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    processes.push(child)
    const [said] = await once(child.stdout, 'data')
    return /http:\S+/.exec(String(said))?.[0] ?? ''
  }
  const made = async () => {
    const inside = await Promise.all(['one', 'other'].map((name) => readdir(join(folder, name)).catch(() => [])))
    return inside.flat().filter((name) => name.startsWith('dau-moi-'))
  }
  try {
    const origins = await Promise.all(['one', 'other'].map(start))
    for (let tried = 0; tried < 400 && (await made()).length === 0; tried += 1) await pause(50)
    const told = async (path: string) =>
      Promise.all(origins.map(async (origin) => (await fetch(`${origin}${path}`)).text()))
    // a second one would have begun by now, and makes its folder first
    await pause(1500)
    expect((await readdir(folder)).filter((name) => name !== 'data')).toHaveLength(1)
    // who made it tells at once; the other at its next look, within a minute
    expect((await told('/readyz')).filter((text) => /newest 20\d\d-/.test(text)).length).toBeGreaterThanOrEqual(1)
    for (const text of await told('/metrics')) expect(text).toMatch(/^daumoi_backup_failing 0$/m)
    expect(await made()).toHaveLength(1)
  } finally {
    for (const child of processes) {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
    }
  }
})
