import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, link, mkdir, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import { isMissing, syncFile } from '../attachments/durable.ts'

/** Pages copied before other work gets its turn. */
const PAGES_A_STEP = 1000

/**
 * Copies a database that is in use, as it stood at one moment: the open read keeps writes that come meanwhile
 * out of the copy, and keeps the copy from having to begin anew. [BK1]
 */
export async function copyDatabase(from: string, to: string): Promise<void> {
  const source = new DatabaseSync(from, { readOnly: true })
  try {
    source.exec('pragma busy_timeout=5000; begin')
    source.prepare('select count(*) from sqlite_schema').get()
    await backup(source, to, { rate: PAGES_A_STEP })
  } finally {
    source.close()
  }
  await syncFile(to)
}

export async function sha256Of(file: string): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256')
  let size = 0
  for await (const piece of createReadStream(file) as AsyncIterable<Buffer>) {
    hash.update(piece)
    size += piece.length
  }
  return { size, sha256: hash.digest('hex') }
}

/** Whether a file is there and is what it should be, byte for byte. */
export async function isWhole(file: string, wanted: { size: number; sha256: string }): Promise<boolean> {
  try {
    const found = await sha256Of(file)
    return found.size === wanted.size && found.sha256 === wanted.sha256
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}

/** Copies a file durably. @returns false when there is none */
export async function copyDurably(from: string, to: string): Promise<boolean> {
  await mkdir(dirname(to), { recursive: true })
  try {
    await copyFile(from, to)
  } catch (error) {
    if (!isMissing(error)) throw error
    await rm(to, { force: true })
    return false
  }
  await syncFile(to)
  return true
}

/** A second name for a file that never changes costs no room. @returns false where that cannot be */
export async function linkTo(from: string, to: string): Promise<boolean> {
  await mkdir(dirname(to), { recursive: true })
  try {
    await link(from, to)
    return true
  } catch {
    // not there, another disk, or a file system without links: the caller copies
    return false
  }
}
