import { type FileHandle, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fail, ok, type Result } from '#domain/result.ts'
import { isFull, isMissing, syncFolder } from './durable.ts'
import type { AppendRefusal, FileStore } from './files.ts'

/** Photos as files under a folder: `KEY.part` while they come, `KEY` for good. [PH6] */
export function openDiskFiles(folder: string): FileStore {
  const whole = (key: string) => join(folder, key)
  const part = (key: string) => join(folder, `${key}.part`)
  return {
    partSize: (key) => sizeOf(part(key)),

    async append(key, { offset, bytes, limit }) {
      const path = part(key)
      await mkdir(dirname(path), { recursive: true })
      const size = await sizeOf(path)
      if (size !== offset) return fail('photo-offset')
      const file = await open(path, 'a')
      try {
        const written = await writeAll(file, { size, bytes, limit })
        await file.sync()
        if (size === 0) await syncFolder(dirname(path))
        return written
      } catch (error) {
        if (isFull(error)) return fail('storage-full')
        throw error
      } finally {
        await file.close()
      }
    },

    readPart: (key) => readFile(part(key)),
    dropPart: (key) => rm(part(key), { force: true }),

    async keep(key) {
      const path = whole(key)
      try {
        await rename(part(key), path)
      } catch (error) {
        // kept already, before a crash that came ahead of the database
        if (!isMissing(error) || (await sizeOf(path)) === 0) throw error
      }
      await syncFolder(dirname(path))
    },

    async read(key) {
      try {
        return await readFile(whole(key))
      } catch (error) {
        if (isMissing(error)) return null
        throw error
      }
    },
  }
}

async function writeAll(
  file: FileHandle,
  { size, bytes, limit }: { size: number; bytes: AsyncIterable<Uint8Array>; limit: number },
): Promise<Result<number, AppendRefusal>> {
  let at = size
  const source = bytes[Symbol.asyncIterator]()
  for (;;) {
    const next = await nextOf(source)
    if (!next) return ok(at)
    if (at + next.length > limit) return fail('photo-size')
    await file.writeFile(next)
    at += next.length
  }
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

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if (isMissing(error)) return 0
    throw error
  }
}
