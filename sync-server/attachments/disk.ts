import { constants, type FileHandle, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fail, ok, type Result } from '#domain/result.ts'
import { isFull, isMissing, syncFolder } from './durable.ts'
import type { Append, AppendRefusal, FileStore } from './files.ts'

/** what is there stays, byte for byte, until it is written over */
const MADE_IF_MISSING = constants.O_RDWR | constants.O_CREAT

/**
 * Photos as files under a folder: `KEY.part` while they come, `KEY.new` while they are kept, `KEY` for good. Several
 * processes may share it, so every byte is written at its own place: a piece that two of them take at once is there
 * once. [PH6]
 */
export function openDiskFiles(folder: string): FileStore {
  const whole = (key: string) => join(folder, key)
  const part = (key: string) => join(folder, `${key}.part`)
  return {
    partSize: (key) => sizeOf(part(key)),

    async append(key, { offset, bytes, limit }) {
      const path = part(key)
      await mkdir(dirname(path), { recursive: true })
      const file = await openPart(path, offset)
      if (!file) return fail('photo-offset')
      try {
        if ((await file.stat()).size !== offset) return fail('photo-offset')
        const written = await writeAll(file, { offset, bytes, limit })
        await file.sync()
        if (offset === 0) await syncFolder(dirname(path))
        return written
      } catch (error) {
        if (isFull(error)) return fail('storage-full')
        throw error
      } finally {
        await file.close()
      }
    },

    readPart: (key) => bytesOf(part(key)),
    dropPart: (key) => rm(part(key), { force: true }),

    async keep(key, bytes) {
      const path = whole(key)
      const fresh = `${path}.new`
      const file = await open(fresh, MADE_IF_MISSING)
      try {
        await writeAt(file, bytes, 0)
        await file.sync()
      } finally {
        await file.close()
      }
      try {
        await rename(fresh, path)
      } catch (error) {
        // another process has just kept the same bytes
        if (!isMissing(error) || (await sizeOf(path)) === 0) throw error
      }
      await syncFolder(dirname(path))
      await rm(part(key), { force: true })
    },

    read: (key) => bytesOf(whole(key)),
  }
}

/** A part is begun at 0 and nowhere else, so it never has a hole. @returns null where there is none to go on with */
async function openPart(path: string, offset: number): Promise<FileHandle | null> {
  if (offset === 0) return open(path, MADE_IF_MISSING)
  try {
    return await open(path, 'r+')
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

async function writeAll(file: FileHandle, { offset, bytes, limit }: Append): Promise<Result<number, AppendRefusal>> {
  let at = offset
  const source = bytes[Symbol.asyncIterator]()
  for (;;) {
    const next = await nextOf(source)
    if (!next) return ok(at)
    if (at + next.length > limit) return fail('photo-size')
    await writeAt(file, next, at)
    at += next.length
  }
}

async function writeAt(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  let done = 0
  while (done < bytes.length) done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten
}

/** The next bytes, or null at the end; a connection that breaks is an end like any other. */
async function nextOf(source: AsyncIterator<Uint8Array>): Promise<Uint8Array | null> {
  try {
    const { done, value } = await source.next()
    return done ? null : value
  } catch {
    // what arrived before is kept, and its sender asks how much that was
    return null
  }
}

async function bytesOf(path: string): Promise<Uint8Array | null> {
  try {
    return await readFile(path)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if (isMissing(error)) return 0
    throw error
  }
}
