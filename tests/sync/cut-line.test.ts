import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { MAX_PHOTO_BYTES } from '#domain/photos/photo.ts'
import { openNodePhone } from '#tests/gates/node-phone.ts'
import { temporaryFolder } from '#tests/support/browser/launch.ts'
import { jpegBytes } from '#tests/support/images.ts'
import { type ServerProcess, startServer } from '#tests/support/server-process.ts'
import { startSlowLine } from '#tests/support/slow-line.ts'

/** A phone reduces photos before it sends them, so ten megabytes are five of the largest that may leave it. */
const PHOTOS = 5
/** Time runs so many times faster; the bytes are real, and so are the pieces that a cut leaves behind. */
const FASTER = 100
const LINE = { bytesPerSecond: (64_000 / 8) * FASTER, cutEveryMs: 20_000 / FASTER }

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let server: ServerProcess

beforeAll(async () => {
  folder = await temporaryFolder('cut-line')
  server = await startServer(folder.path, { LOG_LEVEL: 'warn' })
}, 60_000)
afterAll(async () => {
  await server.stop()
  await folder.remove()
})

it('[PH6] ten megabytes over 64 kbit/s, cut every 20 s, arrive with at most 1.15 times their bytes', async () => {
  const line = await startSlowLine(server.port, LINE)
  const phone = await openNodePhone(server.origin, server.account('dm.saomai'), line.origin)
  const photos = Array.from({ length: PHOTOS }, (_, seed) => jpegBytes({ length: MAX_PHOTO_BYTES, seed: seed + 7 }))
  await phone.report('Mái nhà xe bị tốc, có ảnh (minh họa).', photos)

  const waiting = () => phone.db.photos.where('state').equals('waiting').count()
  for (let tries = 0; (await waiting()) > 0 && tries < 2000; tries += 1) await phone.engine.syncNow()
  expect(await phone.db.photos.where('state').equals('stored').count()).toBe(PHOTOS)
  phone.close()
  await line.close()

  const bytes = PHOTOS * MAX_PHOTO_BYTES
  const times = line.up() / bytes
  console.info(`${bytes} B of photos, ${line.up()} B on the line (×${times.toFixed(3)}), ${line.cuts()} cuts`)
  // at 8,000 bytes a second the line is cut about sixty times on the way
  expect(line.cuts()).toBeGreaterThan(40)
  expect(times).toBeLessThanOrEqual(1.15)
  const kept = readdirSync(join(server.dataDir, 'photos'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.part'))
    .map(({ parentPath, name }) => hashOf(readFileSync(join(parentPath, name))))
  expect(kept).toEqual(expect.arrayContaining(photos.map(hashOf)))
}, 120_000)

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
