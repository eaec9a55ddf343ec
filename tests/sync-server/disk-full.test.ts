import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDiskFiles } from '#server/attachments/disk.ts'
import type { FileStore } from '#server/attachments/files.ts'
import { jpegBytes, refOf } from '#tests/support/images.ts'
import { openRestoreWorld, reportChange, settle } from './restore-world.ts'
import { aReport, DEPARTMENT, openServer, type Server } from './world.ts'

describe('a full disk at a photo', () => {
  let folder: string
  let server: Server
  let failing: 'mkdir' | 'rename' | null = null
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dau-moi-full-'))
    const disk = openDiskFiles(folder)
    const full = () => Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
    const files: FileStore = {
      ...disk,
      async append(key, append) {
        if (failing === 'mkdir') throw full()
        return disk.append(key, append)
      },
      async keep(key, bytes) {
        if (failing === 'rename') throw full()
        return disk.keep(key, bytes)
      },
    }
    server = await openServer({ files })
  })
  afterEach(async () => {
    await server.close()
    await rm(folder, { recursive: true })
  })

  it.each(['mkdir', 'rename'] as const)(
    '[ST14] at its %s is told as 507, loses nothing, and passes by itself',
    async (at) => {
      const bytes = jpegBytes()
      const photo = refOf(bytes)
      const phone = server.phone('an')
      await phone.push(aReport({ photos: [photo] }))
      failing = at
      expect(await phone.photo.patch(photo.id, bytes)).toMatchObject({ status: 507, error: { code: 'storage-full' } })
      failing = null
      const offset = Number((await phone.photo.head(photo.id)).headers['upload-offset'])
      expect(await phone.photo.patch(photo.id, bytes.subarray(offset), offset)).toMatchObject({
        status: 200,
        stored: true,
      })
      expect((await phone.photo.get(photo.id)).rawPayload.equals(Buffer.from(bytes))).toBe(true)
    },
  )
})

it('[ST14] a full database takes nothing and judges nothing; the phone keeps its words and sends them when there is room', async () => {
  const world = await openRestoreWorld()
  try {
    const { store } = world.server()
    const setLimit = (pages: number) =>
      store.write(DEPARTMENT, async (tx) => {
        await sql`pragma max_page_count = ${sql.raw(String(pages))}`.execute(tx)
      })
    const an = world.phone('an')
    await settle(an)
    await setLimit(1)
    const long = 'Một việc dài. '.repeat(60)
    for (let n = 0; n < 20; n += 1) expect((await an.mutate(reportChange(randomUUID(), long))).ok).toBe(true)
    await settle(an)
    const waiting = await an.db.outbox.filter(({ verdict }) => verdict === null).count()
    expect(waiting).toBeGreaterThan(0)
    const told = await world
      .server()
      .phone('an')
      .pushRaw([aReport({ body: { whatHappened: long } })])
    expect([told.status, told.error]).toEqual([507, 'storage-full'])
    await setLimit(1_000_000)
    await settle(an)
    await settle(an)
    expect(await an.db.outbox.count()).toBe(0)
    expect(await an.db.records.where('type').equals('refused').count()).toBe(0)
  } finally {
    await world.close()
  }
})
