import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDiskFiles } from '#server/attachments/disk.ts'
import type { FileStore } from '#server/attachments/files.ts'
import { uuid } from '#tests/support/builders.ts'
import { memoryFiles } from '#tests/support/memory-files.ts'

const KEY = `${uuid(1)}/${uuid(2)}`
const bytes = (...values: number[]) => Uint8Array.from(values)
async function* stream(...chunks: Uint8Array[]) {
  yield* chunks
}
async function* cutAfter(...chunks: Uint8Array[]) {
  yield* chunks
  throw new Error('connection reset')
}

describe.each(['disk', 'memory'])('the photo store on %s', (engine) => {
  let folder: string
  let files: FileStore
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dau-moi-files-'))
    files = engine === 'disk' ? openDiskFiles(folder) : memoryFiles()
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('[PH6] a part grows where it ended, and nowhere else', async () => {
    expect(await files.partSize(KEY)).toBe(0)
    expect(await files.append(KEY, { offset: 0, bytes: stream(bytes(1, 2), bytes(3)), limit: 9 })).toEqual({
      ok: true,
      value: 3,
    })
    expect(await files.append(KEY, { offset: 2, bytes: stream(bytes(9)), limit: 9 })).toEqual({
      ok: false,
      error: 'photo-offset',
    })
    expect(await files.append(KEY, { offset: 3, bytes: stream(bytes(4)), limit: 9 })).toEqual({ ok: true, value: 4 })
    expect([...(await files.readPart(KEY))]).toEqual([1, 2, 3, 4])
  })

  it('[PH6] a sender that is cut off leaves what arrived', async () => {
    expect(await files.append(KEY, { offset: 0, bytes: cutAfter(bytes(1, 2)), limit: 9 })).toEqual({
      ok: true,
      value: 2,
    })
    expect(await files.partSize(KEY)).toBe(2)
  })

  it('[PH6] a part never grows beyond its limit', async () => {
    const tooMuch = await files.append(KEY, { offset: 0, bytes: stream(bytes(1, 2), bytes(3, 4)), limit: 3 })
    expect(tooMuch).toEqual({ ok: false, error: 'photo-size' })
    expect(await files.partSize(KEY)).toBeLessThanOrEqual(3)
  })

  it('[PH6] keeping twice is keeping once, and what is dropped is gone', async () => {
    await files.append(KEY, { offset: 0, bytes: stream(bytes(1)), limit: 9 })
    expect(await files.read(KEY)).toBeNull()
    await files.keep(KEY)
    await files.keep(KEY)
    expect([...((await files.read(KEY)) ?? [])]).toEqual([1])
    expect(await files.partSize(KEY)).toBe(0)
    await files.append(KEY, { offset: 0, bytes: stream(bytes(2)), limit: 9 })
    await files.dropPart(KEY)
    expect(await files.partSize(KEY)).toBe(0)
  })
})
