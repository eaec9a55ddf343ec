import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/**
 * Holds a data folder for this process alone: two servers on one folder would each believe to be the one writer.
 * The operating system lets go of it when the process ends, however it ends. [ST7]
 * @returns what releases it, or null when another server holds the folder
 */
export function lockFolder(folder: string, name = 'server.lock'): (() => void) | null {
  const lock = new DatabaseSync(join(folder, name))
  try {
    lock.exec('pragma busy_timeout=0; pragma journal_mode=delete; begin exclusive')
  } catch (error) {
    lock.close()
    if (((error as { errcode?: number }).errcode ?? 0) === 5) return null
    throw error
  }
  return () => lock.close()
}
