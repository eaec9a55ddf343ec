import { open } from 'node:fs/promises'

/** A new name is only durable once its folder is. Windows cannot open folders and does without. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  await syncPath(path, 'r')
}

/** What was written to a file by others' hands (a copy, SQLite) is on the disk. */
export const syncFile = (path: string): Promise<void> => syncPath(path, 'r+')

async function syncPath(path: string, flags: 'r' | 'r+'): Promise<void> {
  const handle = await open(path, flags)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException | null)?.code
export const isMissing = (error: unknown) => codeOf(error) === 'ENOENT'
/** no room on the disk, or none left for this user */
export const isFull = (error: unknown) => codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT'
