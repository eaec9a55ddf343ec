import type { Instant } from '#domain/time.ts'
import { JOURNAL_CAP } from './checkpoint.ts'
import { type AccountDb, getMeta } from './db.ts'

/** What is kept here because the server might need it again. [BK9, PH8] */
export interface KeptForServer {
  /** when the newest backup was made that the server told of; null for none */
  backup: Instant | null
  /** answered changes that no backup is known to hold */
  changes: number
  /** the oldest of them have begun to go */
  isFull: boolean
  /** bytes of photos that the server has */
  photos: number
}

export async function readKeptForServer(db: AccountDb): Promise<KeptForServer> {
  const [backup, changes, stored] = await Promise.all([
    getMeta(db, 'backup'),
    db.journal.count(),
    db.photos.where('state').equals('stored').toArray(),
  ])
  const photos = stored.reduce((sum, { ref }) => sum + ref.size, 0)
  return { backup: backup ?? null, changes, isFull: changes >= JOURNAL_CAP, photos }
}
