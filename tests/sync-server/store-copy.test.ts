import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DepartmentId } from '#domain/ids.ts'
import { instantOf } from '#domain/time.ts'
import { verifyLog } from '#server/audit/verify-log.ts'
import { runAdmin } from '#server/cli/run.ts'
import { createDepartment } from '#server/organisation/department.ts'
import { insertAccount } from '#server/store/accounts.ts'
import { lockFolder } from '#server/store/lock.ts'
import { databaseIn, openStore } from '#server/store/open.ts'
import type { Store } from '#server/store/store.ts'
import { DEPARTMENT_TABLES, KEYS } from '#server/store/tables.ts'
import { uuid } from '#tests/support/builders.ts'
import { type TestDatabase, testDatabase } from '#tests/support/postgres/database.ts'
import { aReport, DEPARTMENT, openServer } from './world.ts'

let folder: string
let database: TestDatabase
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dau-moi-copy-'))
  database = await testDatabase()
})
afterEach(async () => {
  await database.drop()
  await rm(folder, { recursive: true })
})
const inFolder = (name: string) => join(folder, name)

async function copy(from: string, to: string, ...more: string[]) {
  const [printed, complained]: [string[], string[]] = [[], []]
  const exit = await runAdmin(['store', 'copy', '--from', from, '--to', to, ...more], {
    dataDir: inFolder('unused'),
    databaseUrl: null,
    now: () => instantOf(0),
    newId: randomUUID,
    random: randomBytes,
    print: (line) => printed.push(line),
    complain: (line) => complained.push(line),
  })
  return { exit, printed: printed.join('\n'), complained: complained.join('\n') }
}

/** A folder in which a server has taken reports; more of them than one page of rows. */
async function filledFolder(): Promise<string> {
  const data = inFolder('data')
  await mkdir(data)
  const server = await openServer()
  for (let i = 0; i < 12; i += 1) await server.phone('an').push(aReport())
  await server.store.write(DEPARTMENT, async (tx) => {
    for (let i = 0; i < 1100; i += 1)
      await tx
        .insertInto('replicas')
        .values({ department: DEPARTMENT, id: uuid(i), account_id: 'ạ', seen_at: '' })
        .execute()
  })
  const written = new DatabaseSync(databaseIn(server.folder))
  written.exec(`vacuum into '${databaseIn(data)}'`)
  written.close()
  await server.close()
  return data
}

const opened = async (place: string): Promise<Store> => {
  const isUrl = place.startsWith('postgres:')
  const store = await openStore({ dataDir: place, databaseUrl: isUrl ? place : null }, { create: false })
  if (!store.ok) throw new Error(JSON.stringify(store.error))
  return store.value
}

/** Everything of the department, and whether the log's chain holds. */
async function contentsOf(place: string) {
  const store = await opened(place)
  const tables = await store.read(DEPARTMENT, async (tx) => {
    const rows: Record<string, unknown[]> = {}
    for (const table of ['departments', ...DEPARTMENT_TABLES] as const) {
      let query = tx.selectFrom(table).selectAll()
      for (const key of KEYS[table]) query = query.orderBy(key as never)
      rows[table] = await query.execute()
    }
    return rows
  })
  const log = await verifyLog(store, DEPARTMENT)
  await store.close()
  return { tables, log }
}

describe('store copy', () => {
  it('[ST12] carries a department to PostgreSQL and back, with every row and receipt as it was', async () => {
    const data = await filledFolder()
    const before = await contentsOf(data)
    expect(before.tables.records?.filter((row) => (row as { type: string }).type === 'receipt')).toHaveLength(12)
    expect(before.log.ok).toBe(true)

    const there = await copy(data, database.url)
    expect(there.complained).toBe('')
    expect(there.printed).toContain('12 biên nhận đúng chữ ký')
    expect(await contentsOf(database.url)).toEqual(before)

    const back = inFolder('back')
    expect((await copy(database.url, back)).exit).toBe(0)
    expect(await contentsOf(back)).toEqual(before)
  })

  it('[ST12] never writes over anything, and leaves nothing of an attempt that failed', async () => {
    const data = await filledFolder()
    expect((await copy(data, database.url)).exit).toBe(0)
    const again = await copy(data, database.url)
    expect([again.exit, again.complained]).toEqual([1, expect.stringMatching(/\[target-not-empty\]$/)])

    const other = await testDatabase()
    const store = await opened(other.url)
    const elsewhere = uuid(0xd9) as DepartmentId
    await store.write(elsewhere, async (tx) => {
      const founding = { id: elsewhere, name: 'Sở khác (minh họa)', officePhone: '0900 000 001', at: instantOf(0) }
      await createDepartment(tx, { newId: randomUUID, random: randomBytes }, founding)
      await insertAccount(tx, accountOf(elsewhere))
    })
    const source = await opened(data)
    await source.write(DEPARTMENT, (tx) => insertAccount(tx, accountOf(DEPARTMENT)))
    await source.close()
    expect((await copy(data, other.url)).complained).toMatch(/\[username-taken\]$/)
    const left = await store.read(DEPARTMENT, (tx) => tx.selectFrom('spaces').selectAll().execute())
    expect(left).toEqual([])
    await store.close()
    await other.drop()
  })

  it('[ST12] a receipt that does not hold, a running server and an unknown department stop it', async () => {
    const data = await filledFolder()
    expect((await copy(data, database.url, '--department', uuid(1))).complained).toMatch(/\[department-unknown\]$/)
    const unlock = lockFolder(data)
    expect((await copy(data, database.url)).complained).toMatch(/\[server-running\]$/)
    unlock?.()
    const store = await opened(data)
    await store.write(DEPARTMENT, (tx) =>
      tx
        .updateTable('records')
        .set({ body: sql<string>`replace(body, '2026-11-19', '2026-11-18')` })
        .where('type', '=', 'receipt')
        .execute(),
    )
    await store.close()
    expect((await copy(data, database.url)).complained).toMatch(/\[receipt-wrong\]$/)
    expect((await copy(inFolder('nothing'), database.url)).complained).toMatch(/\[data-missing\]$/)
  })
})

const accountOf = (department: string) => ({
  department,
  id: randomUUID(),
  person_id: randomUUID(),
  username: 'an',
  password_hash: null,
  disabled_at: null,
  created_at: '2026-11-19T06:00:00.000Z',
})
