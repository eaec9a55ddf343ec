import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DepartmentId } from '#domain/ids.ts'
import { type Incident, reportsOf } from '#domain/incidents/incident.ts'
import type { Receipt } from '#domain/receipts/receipt.ts'
import { verifyPhoto, verifyReport } from '#domain/receipts/verify.ts'
import { BULLETIN, unitSpace } from '#domain/spaces.ts'
import { countReceipts } from '#server/backup/check.ts'
import { makeBackup } from '#server/backup/make.ts'
import { readManifest } from '#server/backup/manifest.ts'
import { restoreBackup } from '#server/backup/restore.ts'
import { postgresTables } from '#server/backup/source.ts'
import { runAdmin } from '#server/cli/run.ts'
import { lastBackup } from '#server/store/backups.ts'
import { copyAll } from '#server/store/copy.ts'
import { databaseIn } from '#server/store/open.ts'
import { departments } from '#server/store/organisation.ts'
import { openPostgres } from '#server/store/postgres.ts'
import { liveById } from '#server/store/records.ts'
import { lastNumbers } from '#server/store/registers.ts'
import { epochOf } from '#server/store/spaces.ts'
import { openSqlite } from '#server/store/sqlite.ts'
import { SERVER, type Store, StoreTrouble } from '#server/store/store.ts'
import { uuid } from '#tests/support/builders.ts'
import { jpegBytes, refOf } from '#tests/support/images.ts'
import { openTestPostgres, sourceOf } from '#tests/support/open-store.ts'
import { type TestDatabase, testDatabase } from '#tests/support/postgres/database.ts'
import { openRestoreWorld, reportChange, settle } from './restore-world.ts'
import { aReport, DEPARTMENT, openServer, SCHOOL, type Server } from './world.ts'

beforeAll(() => void vi.stubEnv('STORE', 'postgres'))
afterAll(() => void vi.unstubAllEnvs())

let server: Server
let folder: string
const opened: Store[] = []
beforeEach(async () => {
  server = await openServer()
  folder = await mkdtemp(join(tmpdir(), 'dau-moi-backup-'))
})
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close()
  await server.close()
  await rm(folder, { recursive: true })
})

const to = () => join(folder, 'backups')
const target = () => join(folder, 'restored')
const deps = () => ({ now: server.now, newId: randomUUID })
async function made() {
  const { folder: dataDir, store, now } = server
  const backup = await makeBackup({ dataDir, source: sourceOf(server), store, now }, to())
  if (!backup.ok) throw new Error(backup.error)
  return backup.value
}
async function emptyPostgres(): Promise<Store> {
  const store = await openTestPostgres()
  opened.push(store)
  return store
}
async function inFolder(): Promise<Store> {
  const store = await openSqlite(databaseIn(target()))
  opened.push(store)
  return store
}

async function reported() {
  const bytes = jpegBytes({ seed: 1 })
  const photo = refOf(bytes)
  const report = aReport({ photos: [photo] })
  const phone = server.phone('an')
  expect((await phone.push(report)).kind).toBe('applied')
  expect(await phone.photo.patch(photo.id, bytes)).toMatchObject({ stored: true })
  return { photo, bytes, report }
}

/** What was reported is there with its receipt and its photo, under a new epoch and beyond the numbers given. */
async function expectRestored(store: Store, { photo, bytes, report }: Awaited<ReturnType<typeof reported>>) {
  await store.read(DEPARTMENT, async (tx) => {
    const bodyOf = async (type: 'incident' | 'receipt', id: string) => {
      const [row] = await liveById(tx, DEPARTMENT, type, id)
      return JSON.parse(row?.body ?? 'null')
    }
    const incident: Incident = await bodyOf('incident', report.entity)
    const receipt: Receipt = await bodyOf('receipt', report.mid)
    const [entry] = reportsOf(incident)
    expect(entry && verifyReport(receipt, entry, [server.key]).ok).toBe(true)
    expect(verifyPhoto(await bodyOf('receipt', photo.id), bytes, [server.key]).ok).toBe(true)
    expect(await epochOf(tx, DEPARTMENT)).not.toBe(uuid(0xe))
    expect((await lastNumbers(tx, DEPARTMENT, 2026)).get('arrival')).toBe(500)
  })
  expect(await readdir(join(target(), 'photos', DEPARTMENT))).toEqual([photo.id])
}

describe('a backup of PostgreSQL', () => {
  it('[BK1] is made while reports come in, and is restored into a folder with SQLite', async () => {
    const sent = await reported()
    const [backup, ...verdicts] = await Promise.all([
      made(),
      ...Array.from({ length: 30 }, () => server.phone('anAlso').push(aReport())),
    ])
    expect(verdicts.map(({ kind }) => kind)).toEqual(verdicts.map(() => 'applied'))
    expect(backup.photos).toBe(1)
    expect((await restoreBackup(backup.folder, target(), deps())).ok).toBe(true)
    const store = await inFolder()
    await expectRestored(store, sent)
    expect(await countReceipts(store, DEPARTMENT)).toBe(backup.receipts)
  })

  it('[BK5] is restored into an empty PostgreSQL, with every receipt and a new epoch', async () => {
    const sent = await reported()
    const backup = await made()
    const into = await emptyPostgres()
    const restored = await restoreBackup(backup.folder, target(), { ...deps(), into })
    expect(restored).toMatchObject({ ok: true, value: { receipts: backup.receipts, photos: 1 } })
    await expectRestored(into, sent)
    expect(await countReceipts(into, DEPARTMENT)).toBe(backup.receipts)
    expect((await readdir(target())).sort()).toEqual(['photos', 'server.lock'])
  })

  it('[BK3, BK10] phones are told where their spaces stood in it', async () => {
    await reported()
    const phone = server.phone('an')
    expect((await phone.pull({}, { backup: '' })).backup).toBe(undefined)
    const { manifest } = await made()
    await phone.push(aReport())
    const told = (await phone.pull({}, { backup: '' })).backup
    expect(told?.made).toBe(manifest.made)
    expect(told?.heads).toEqual(
      expect.arrayContaining([
        [unitSpace(SCHOOL), 2],
        [BULLETIN, 1],
      ]),
    )
    expect((await phone.pull({}, { backup: manifest.made })).backup).toBe(undefined)
  })

  it('[BK1] all departments are in it as of one moment', async () => {
    const [first, second] = [DEPARTMENT, uuid(0xd2) as DepartmentId]
    await server.store.write(second, (tx) =>
      tx
        .insertInto('departments')
        .values({ id: second, name: 'Sở Khác (minh họa)', epoch: uuid(0xf), created_at: '2026-11-20T00:00:00.000Z' })
        .execute(),
    )
    const mark = (store: Store, department: DepartmentId, i: number) =>
      store.write(department, (tx) =>
        tx
          .insertInto('replicas')
          .values({ department, id: uuid(i), account_id: '', seen_at: '' })
          .execute(),
      )
    const marks = (store: Store, department: DepartmentId) =>
      store.read(department, async (tx) => {
        const rows = await tx.selectFrom('replicas').select('id').where('department', '=', department).execute()
        return rows.length
      })
    let writing = true
    const writer = (async () => {
      let i = 0
      for (; writing; i += 1) for (const department of [first, second]) await mark(server.store, department, i)
      return i
    })()
    const seen: [number, number][] = []
    for (let copy = 0; copy < 4; copy += 1) {
      const store = await openSqlite(join(folder, `copy-${copy}.db`))
      opened.push(store)
      expect((await copyAll(server.store, store)).ok).toBe(true)
      seen.push([await marks(store, first), await marks(store, second)])
    }
    writing = false
    const written = await writer
    for (const [one, other] of seen) expect(one - other === 0 || one - other === 1).toBe(true)
    expect(seen.at(-1)?.[0]).toBeGreaterThan(seen[0]?.[0] ?? 0)
    expect(await marks(server.store, second)).toBe(written)
  })

  it('[BK2] is not kept when a receipt in it does not hold', async () => {
    await reported()
    await server.store.write(DEPARTMENT, (tx) =>
      tx
        .updateTable('records')
        .set({ body: sql<string>`replace(body, '2026-11-19', '2026-11-18')` })
        .where('type', '=', 'receipt')
        .execute(),
    )
    const { folder: dataDir, store, now } = server
    const refused = await makeBackup({ dataDir, source: sourceOf(server), store, now }, to())
    expect(refused).toEqual({ ok: false, error: 'receipt-wrong' })
    expect(await readdir(to())).toEqual(['backup.lock'])
  })

  it('[BK6] a restore never writes over a PostgreSQL that has a department, and leaves none of a bad backup', async () => {
    const { photo } = await reported()
    const backup = await made()
    const onFull = await restoreBackup(backup.folder, target(), { ...deps(), into: server.store })
    expect(onFull).toEqual({ ok: false, error: 'database-not-empty' })
    expect(await server.store.read(DEPARTMENT, (tx) => epochOf(tx, DEPARTMENT))).toBe(uuid(0xe))

    const into = await emptyPostgres()
    await mkdir(target())
    await writeFile(join(target(), 'notes.txt'), 'mine')
    expect(await restoreBackup(backup.folder, target(), { ...deps(), into })).toMatchObject({
      error: 'target-not-empty',
    })
    await rm(join(target(), 'notes.txt'))
    await writeFile(join(backup.folder, 'photos', DEPARTMENT, photo.id), 'other bytes')
    expect(await restoreBackup(backup.folder, target(), { ...deps(), into })).toMatchObject({ error: 'photo-wrong' })
    expect(await into.read(SERVER, departments)).toEqual([])
    expect(await readdir(target())).toEqual(['server.lock'])
  })

  it('[BK6] of two restores into one PostgreSQL one is all there, and nothing of the other', async () => {
    await reported()
    const backup = await made()
    const into = await emptyPostgres()
    const folders = [target(), join(folder, 'restored-too')]
    const both = await Promise.all(folders.map((at) => restoreBackup(backup.folder, at, { ...deps(), into })))
    expect(both.map((one) => (one.ok ? 'restored' : one.error)).sort()).toEqual(['database-not-empty', 'restored'])
    const loser = folders[both.findIndex(({ ok }) => !ok)] ?? ''
    expect((await readdir(loser)).filter((name) => name !== 'server.lock')).toEqual([])
    const [restore, ...more] = await into.read(DEPARTMENT, (tx) => tx.selectFrom('restores').selectAll().execute())
    expect(more).toEqual([])
    expect(restore?.epoch).toBe(await into.read(DEPARTMENT, (tx) => epochOf(tx, DEPARTMENT)))
  })
})

describe('the commands with DATABASE_URL', () => {
  let databases: TestDatabase[]
  beforeEach(async () => {
    databases = [await testDatabase(), await testDatabase()]
  })
  afterEach(async () => {
    for (const { drop } of databases) await drop()
  })
  async function admin(databaseUrl: string | null, ...argv: string[]) {
    const [printed, complained]: [string[], string[]] = [[], []]
    const exit = await runAdmin(argv, {
      dataDir: join(folder, 'data'),
      databaseUrl,
      now: server.now,
      newId: randomUUID,
      random: randomBytes,
      print: (line) => printed.push(line),
      complain: (line) => complained.push(line),
    })
    return { exit, printed: printed.join('\n'), complained: complained.join('\n') }
  }

  it('[BK1, BK5] back up, restore into a folder, and into an empty PostgreSQL but never a full one', async () => {
    const [one = '', other = ''] = databases.map(({ url }) => url)
    const store = await openPostgres(one)
    if (!store.ok) throw new Error(store.error.code)
    await copyAll(server.store, store.value)
    await store.value.close()

    const backup = await admin(one, 'backup', '--to', to())
    expect([backup.exit, backup.complained]).toEqual([0, ''])
    const [name = ''] = (await readdir(to())).filter((entry) => entry.startsWith('dau-moi-'))
    const path = join(to(), name)
    expect((await readManifest(path))?.departments.map(({ department }) => department)).toEqual([DEPARTMENT])

    expect((await admin(one, 'restore', path)).complained).toMatch(/\[database-not-empty\]$/)
    expect((await admin(null, 'restore', path)).complained).toMatch(/\[to-missing\]$/)
    expect((await admin(one, 'restore', path, '--to', target())).exit).toBe(0)
    expect(await (await inFolder()).read(SERVER, departments)).toHaveLength(1)
    const restored = await admin(other, 'restore', path)
    expect([restored.exit, restored.complained]).toEqual([0, ''])
    expect(restored.printed).toContain('kỷ nguyên mới')
    expect((await admin(other, 'department', 'show')).exit).toBe(0)
  })
})

describe('a PostgreSQL that fails in the middle', () => {
  let database: TestDatabase
  let failing: Store
  beforeEach(async () => {
    database = await testDatabase()
    const store = await openPostgres(database.url)
    if (!store.ok) throw new Error(store.error.code)
    failing = store.value
  })
  afterEach(async () => {
    await failing.close()
    await database.drop()
  })
  /** Whoever reads a record meets a broken disk. */
  const plant = () =>
    asSuper(`create function planted() returns boolean language plpgsql as
      $$ begin raise exception 'planted' using errcode = '58030'; end $$;
      create policy planted on records as restrictive for select using (planted())`)
  const mend = () => asSuper('drop policy planted on records')
  async function asSuper(statements: string) {
    const client = new Client({ connectionString: database.superUrl })
    await client.connect()
    await client.query(statements)
    await client.end()
  }

  it('[BK1] leaves nothing of a backup, and phones are told of none', async () => {
    await reported()
    expect((await copyAll(server.store, failing)).ok).toBe(true)
    await plant()
    const { folder: dataDir, now } = server
    const make = () => makeBackup({ dataDir, source: postgresTables(failing), store: failing, now }, to())
    await expect(make()).rejects.toThrow(StoreTrouble)
    expect(await readdir(to())).toEqual(['backup.lock'])
    expect(await failing.read(DEPARTMENT, (tx) => lastBackup(tx, DEPARTMENT))).toBe(null)
    await mend()
    expect((await make()).ok).toBe(true)
  })

  it('[BK6] has nothing of a restore, nor has the folder, and the same again succeeds', async () => {
    const sent = await reported()
    const backup = await made()
    await plant()
    const restore = () => restoreBackup(backup.folder, target(), { ...deps(), into: failing })
    expect(await restore()).toEqual({ ok: false, error: 'database-trouble' })
    expect(await failing.read(SERVER, departments)).toEqual([])
    expect(await readdir(target())).toEqual(['server.lock'])
    await mend()
    expect((await restore()).ok).toBe(true)
    await expectRestored(failing, sent)
  })
})

it.each(['sqlite', 'postgres'] as const)(
  '[BK7, BK8] a PostgreSQL that is lost and restored into %s gets back from the phones what came after, once',
  async (engine) => {
    const world = await openRestoreWorld()
    try {
      const an = world.phone('an')
      const [before, after] = [randomUUID(), randomUUID()]
      const send = async (id: string) => {
        await an.mutate(reportChange(id, 'Một việc'))
        await settle(an)
      }
      const there = () => {
        const { store } = world.server()
        return store.read(DEPARTMENT, async (tx) => {
          const rows = await Promise.all([before, after].map((id) => liveById(tx, DEPARTMENT, 'incident', id)))
          return rows.flat().map(({ body }) => body)
        })
      }
      await send(before)
      const backup = await world.backup()
      await send(after)
      const held = await there()
      expect(held).toHaveLength(2)
      await world.loseAndRestore(backup, engine)
      expect(await there()).toHaveLength(1)
      world.server().pass(20 * 3_600_000)
      await settle(an)
      expect(await there()).toEqual(held)
      expect(await an.db.outbox.count()).toBe(0)
      expect(await countReceipts(world.server().store, DEPARTMENT)).toBe(2)
    } finally {
      await world.close()
    }
  },
)
