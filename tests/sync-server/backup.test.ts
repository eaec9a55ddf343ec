import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Receipt } from '#domain/receipts/receipt.ts'
import { verifyPhoto } from '#domain/receipts/verify.ts'
import { BULLETIN, unitSpace } from '#domain/spaces.ts'
import { makeBackup } from '#server/backup/make.ts'
import { restoreBackup } from '#server/backup/restore.ts'
import { backedHeads, lastBackup } from '#server/store/backups.ts'
import { lockFolder } from '#server/store/lock.ts'
import { databaseIn } from '#server/store/open.ts'
import { liveById } from '#server/store/records.ts'
import { lastNumbers } from '#server/store/registers.ts'
import { epochOf } from '#server/store/spaces.ts'
import { openSqlite } from '#server/store/sqlite.ts'
import type { Store } from '#server/store/store.ts'
import { uuid } from '#tests/support/builders.ts'
import { jpegBytes, refOf } from '#tests/support/images.ts'
import { sourceOf } from '#tests/support/open-store.ts'
import { aReport, DEPARTMENT, openServer, SCHOOL, type Server } from './world.ts'

let server: Server
let folder: string
beforeEach(async () => {
  server = await openServer()
  folder = await mkdtemp(join(tmpdir(), 'dau-moi-backup-'))
})
afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

const to = () => join(folder, 'backups')
const target = () => join(folder, 'restored')
const make = () =>
  makeBackup({ dataDir: server.folder, source: sourceOf(server), store: server.store, now: server.now }, to())
const restore = (backup: string) => restoreBackup(backup, target(), { now: server.now, newId: randomUUID })

async function made() {
  const backup = await make()
  if (!backup.ok) throw new Error(backup.error)
  return backup.value
}

async function reported(seed = 1) {
  const bytes = jpegBytes({ seed })
  const photo = refOf(bytes)
  const report = aReport({ photos: [photo] })
  const phone = server.phone('an')
  expect((await phone.push(report)).kind).toBe('applied')
  expect(await phone.photo.patch(photo.id, bytes)).toMatchObject({ stored: true })
  return { photo, bytes, report }
}

async function inRestored<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openSqlite(databaseIn(target()))
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

describe('a backup', () => {
  it('[BK1] holds database and photos as of one moment, while reports go on coming in', async () => {
    const { photo, bytes, report } = await reported()
    const [backup] = await Promise.all([
      made(),
      ...Array.from({ length: 30 }, () => server.phone('anAlso').push(aReport())),
    ])
    expect(backup.photos).toBe(1)
    expect(backup.receipts).toBeGreaterThanOrEqual(2)
    expect(await readFile(join(backup.folder, 'photos', DEPARTMENT, photo.id))).toEqual(Buffer.from(bytes))
    expect((await restore(backup.folder)).ok).toBe(true)
    const rows = await inRestored((store) =>
      store.read(DEPARTMENT, (tx) => liveById(tx, DEPARTMENT, 'incident', report.entity)),
    )
    expect(rows).toHaveLength(1)
    expect((await readdir(to())).filter((name) => name.startsWith('.'))).toEqual([])
  })

  it('[BK1] gets its name only when all of it is there; what was cut off is cleared away by the next', async () => {
    await mkdir(join(to(), '.new', 'photos'), { recursive: true })
    await writeFile(join(to(), '.new', 'dau-moi.db'), 'half')
    const { folder } = await made()
    expect((await readdir(to())).filter((name) => name !== 'backup.lock')).toEqual([folder.split('/').at(-1)])
  })

  it('[BK1] two at once into one folder are one', async () => {
    const outcomes = await Promise.all([make(), make()])
    expect(outcomes.map((outcome) => (outcome.ok ? 'made' : outcome.error)).sort()).toEqual(['backup-running', 'made'])
  })

  it('[BK2] is good only when its receipts hold', async () => {
    const { report } = await reported()
    await server.store.write(DEPARTMENT, async (tx) => {
      const [row] = await liveById(tx, DEPARTMENT, 'receipt', report.mid)
      const receipt = JSON.parse(row?.body ?? '') as Receipt
      const body = JSON.stringify({ ...receipt, payload: { ...receipt.payload, received: '2020-01-01T00:00:00.000Z' } })
      await tx.updateTable('records').set({ body }).where('id', '=', report.mid).execute()
    })
    expect(await make()).toEqual({ ok: false, error: 'receipt-wrong' })
    expect(await server.store.read(DEPARTMENT, (tx) => lastBackup(tx, DEPARTMENT))).toBe(null)
    expect(await readdir(to())).toEqual(['backup.lock'])
  })

  it('[BK3] a photo that is not as the server stored it makes a backup incomplete: it is kept, and phones keep theirs', async () => {
    const { photo } = await reported()
    await writeFile(join(server.folder, 'photos', DEPARTMENT, photo.id), 'something else')
    const backup = await made()
    expect(backup.manifest.missing).toEqual([`${DEPARTMENT}/${photo.id}`])
    expect(backup.folder).toMatch(/-incomplete$/)
    expect(await server.store.read(DEPARTMENT, (tx) => lastBackup(tx, DEPARTMENT))).toBe(null)

    expect((await restore(backup.folder)).ok).toBe(true)
    const row = await inRestored((store) =>
      store.read(DEPARTMENT, (tx) =>
        tx.selectFrom('photos').select('stored_at').where('id', '=', photo.id).executeTakeFirst(),
      ),
    )
    expect(row).toEqual({ stored_at: null })
  })

  it('[BK3] a good one is remembered with the heads that it holds', async () => {
    await reported()
    const { manifest } = await made()
    await server.phone('an').push(aReport())
    const space = unitSpace(SCHOOL)
    const heads = await server.store.read(DEPARTMENT, (tx) => backedHeads(tx, DEPARTMENT, [space, BULLETIN]))
    expect(heads).toEqual([
      [space, 2],
      [BULLETIN, 1],
    ])
    expect(await server.store.read(DEPARTMENT, (tx) => lastBackup(tx, DEPARTMENT))).toBe(manifest.made)
  })

  it('[BK1] photos that an earlier backup holds take no room again, and are looked at all the same', async () => {
    const { photo } = await reported()
    const first = await made()
    server.pass(24 * 3_600_000)
    // shared bytes went bad in the earlier backup: the live photo is taken instead
    await writeFile(join(first.folder, 'photos', DEPARTMENT, photo.id), 'rotten')
    const second = await made()
    expect(second.manifest.missing).toEqual([])
    expect((await restore(second.folder)).ok).toBe(true)
  })
})

describe('a restore', () => {
  it('[BK5] begins a new epoch, leaves numbers free, and what it restored counts as backed up', async () => {
    await reported()
    const { folder, manifest } = await made()
    expect((await restore(folder)).ok).toBe(true)
    await inRestored((store) =>
      store.read(DEPARTMENT, async (tx) => {
        expect(await epochOf(tx, DEPARTMENT)).not.toBe(uuid(0xe))
        expect([...(await lastNumbers(tx, DEPARTMENT, 2026))].sort()).toEqual([
          ['arrival', 500],
          ['incident', 501],
          ['monthly', 500],
          ['piece', 500],
          ['unit_plan', 500],
        ])
        expect(await backedHeads(tx, DEPARTMENT, [unitSpace(SCHOOL)])).toEqual([[unitSpace(SCHOOL), 2]])
        expect(await lastBackup(tx, DEPARTMENT)).toBe(manifest.made)
      }),
    )
  })

  it('[BK5] what was restored still verifies, by key and by byte', async () => {
    const { photo, bytes } = await reported()
    const { folder } = await made()
    await restore(folder)
    const [row] = await inRestored((store) =>
      store.read(DEPARTMENT, (tx) => liveById(tx, DEPARTMENT, 'receipt', photo.id)),
    )
    expect(verifyPhoto(JSON.parse(row?.body ?? ''), bytes, [server.key]).ok).toBe(true)
    expect(await readFile(join(target(), 'photos', DEPARTMENT, photo.id))).toEqual(Buffer.from(bytes))
  })

  it('[BK6] never writes over anything, and not beside a running server', async () => {
    const { folder } = await made()
    await mkdir(target())
    await writeFile(join(target(), 'notes.txt'), 'mine')
    expect(await restore(folder)).toEqual({ ok: false, error: 'target-not-empty' })
    await rm(join(target(), 'notes.txt'))
    const unlock = lockFolder(target())
    expect(await restore(folder)).toEqual({ ok: false, error: 'server-running' })
    unlock?.()
    expect((await restore(folder)).ok).toBe(true)
    expect(await restore(folder)).toEqual({ ok: false, error: 'target-not-empty' })
  })

  it.each([
    ['backup-unreadable', 'manifest.json', '{"format":1'],
    ['database-broken', 'dau-moi.db', 'not a database'],
    ['photo-wrong', '', 'other bytes'],
  ])('[BK6] a backup that went bad is refused as %s, and nothing stays of the attempt', async (code, file, text) => {
    const { photo } = await reported()
    const { folder } = await made()
    await writeFile(join(folder, file || join('photos', DEPARTMENT, photo.id)), text)
    expect(await restore(folder)).toEqual({ ok: false, error: code })
    expect(await readdir(target()).catch(() => [])).not.toContain('dau-moi.db')
  })

  it('[BK6] a folder that is no backup is refused', async () => {
    expect(await restore(join(folder, 'nowhere'))).toEqual({ ok: false, error: 'backup-unreadable' })
  })
})
