import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
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
/** Gives a chunk only when it is told to. */
function held(...chunks: Uint8Array[]) {
  const gate = Promise.withResolvers<void>()
  async function* flow() {
    await gate.promise
    yield* chunks
  }
  return { flow: flow(), go: gate.resolve }
}
async function* cutAfter(...chunks: Uint8Array[]) {
  yield* chunks
  throw new Error('connection reset')
}

describe.each(['disk', 'memory'])('the photo store on %s', (engine) => {
  let folder: string
  let files: FileStore
  /** the same photos, as another process sees them */
  let other: FileStore
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dau-moi-files-'))
    files = engine === 'disk' ? openDiskFiles(folder) : memoryFiles()
    other = engine === 'disk' ? openDiskFiles(folder) : files
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
    expect([...((await files.readPart(KEY)) ?? [])]).toEqual([1, 2, 3, 4])
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
    await files.keep(KEY, bytes(1))
    await files.keep(KEY, bytes(1))
    expect([...((await files.read(KEY)) ?? [])]).toEqual([1])
    expect(await files.partSize(KEY)).toBe(0)
    await files.append(KEY, { offset: 0, bytes: stream(bytes(2)), limit: 9 })
    await files.dropPart(KEY)
    expect(await files.partSize(KEY)).toBe(0)
  })

  it('[PH6] a piece that two processes take at once is there once', async () => {
    await files.append(KEY, { offset: 0, bytes: stream(bytes(1, 2)), limit: 9 })
    const [one, two] = [held(bytes(3), bytes(4)), held(bytes(3), bytes(4))]
    const both = [
      files.append(KEY, { offset: 2, bytes: one.flow, limit: 9 }),
      other.append(KEY, { offset: 2, bytes: two.flow, limit: 9 }),
    ]
    // both have found it two bytes long
    await pause(50)
    one.go()
    two.go()
    expect(await Promise.all(both)).toEqual(Array(2).fill({ ok: true, value: 4 }))
    expect([...((await files.readPart(KEY)) ?? [])]).toEqual([1, 2, 3, 4])
  })

  it('[PH6] a late twin of a piece takes nothing away of what has come since', async () => {
    const late = held(bytes(1, 2))
    const lateAppend = other.append(KEY, { offset: 0, bytes: late.flow, limit: 9 })
    await pause(50)
    await files.append(KEY, { offset: 0, bytes: stream(bytes(1, 2)), limit: 9 })
    await files.append(KEY, { offset: 2, bytes: stream(bytes(3)), limit: 9 })
    late.go()
    expect(await lateAppend).toEqual({ ok: true, value: 2 })
    expect([...((await files.readPart(KEY)) ?? [])]).toEqual([1, 2, 3])
  })

  it('[PH6] what is kept is what was verified, whatever another process still writes', async () => {
    const late = held(bytes(9, 9))
    const lateAppend = other.append(KEY, { offset: 0, bytes: late.flow, limit: 2 })
    await pause(50)
    await files.append(KEY, { offset: 0, bytes: stream(bytes(1, 2)), limit: 2 })
    await files.keep(KEY, bytes(1, 2))
    late.go()
    await lateAppend
    expect([...((await files.read(KEY)) ?? [])]).toEqual([1, 2])
  })

  it('[PH6] a part that another process dropped meanwhile has no hole in it', async () => {
    await files.append(KEY, { offset: 0, bytes: stream(bytes(1, 2)), limit: 9 })
    const late = held(bytes(3))
    const lateAppend = other.append(KEY, { offset: 2, bytes: late.flow, limit: 9 })
    await files.dropPart(KEY)
    late.go()
    await lateAppend
    expect(await files.partSize(KEY)).toBe(0)
    expect(await files.readPart(KEY)).toBeNull()
  })
})
