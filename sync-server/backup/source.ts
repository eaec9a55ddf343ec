import { stat } from 'node:fs/promises'
import { syncFile } from '../attachments/durable.ts'
import { copyAll } from '../store/copy.ts'
import { sizeOfTables } from '../store/postgres-size.ts'
import { openSqlite } from '../store/sqlite.ts'
import type { Store } from '../store/store.ts'
import { copyDatabase } from './copies.ts'

/** The database that a backup is made of, in use or not. The backup's own is SQLite whatever this one is. */
export interface BackupSource {
  /** about how much room a copy takes, bytes */
  size(): Promise<number>
  /** Writes all of it into a new SQLite file, as it stood at one moment. [BK1] */
  copyTo(file: string): Promise<void>
}

/** With what came in and is not yet in the file itself. */
export const sqliteFile = (file: string): BackupSource => ({
  async size() {
    const sizes = await Promise.all(['', '-wal'].map((part) => sizeOf(file + part)))
    return sizes.reduce((sum, size) => sum + size, 0)
  },
  copyTo: (to) => copyDatabase(file, to),
})

const sizeOf = (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  )

/** All departments, read in one transaction; what belongs to none (wrong sign-ins, the pulse) is not kept. */
export const postgresTables = (store: Store): BackupSource => ({
  size: () => sizeOfTables(store),
  async copyTo(file) {
    const copy = await openSqlite(file)
    try {
      const copied = await copyAll(store, copy)
      if (!copied.ok) throw new Error(`${file} was there already`)
    } finally {
      await copy.close()
    }
    await syncFile(file)
  },
})
