import { type Instant, msOf } from '#domain/time.ts'
import type { PullAnswer } from '#protocol/pull.ts'
import { type AccountDb, getMeta, setMeta } from './db.ts'
import { setAsideJournal } from './look-through.ts'
import type { JournalRow, PhotoRow } from './tables.ts'

/** Bytes of photos that are kept here although the server has them: to be seen without a network. */
export const KEPT_PHOTOS_BYTES = 100 * 1024 * 1024

/** What came into a space that this device does not follow was committed at the latest so long after it was taken. */
const AFTERWARDS_MS = 3_600_000

interface Backup extends NonNullable<PullAnswer['backup']> {
  /** of the server that made it: heads of one that is gone say nothing of this one's */
  epoch: string
}

/**
 * A backup of the server holds the changes up to these heads: they need no journal any more. Photos that it holds
 * go once there are too many of them, the oldest first. [BK9, BK10, PH8]
 */
export const letGoOfBackedUp = (db: AccountDb, backup: Backup): Promise<void> =>
  db.transaction('rw', [db.journal, db.photos, db.photoChunks, db.records, db.meta, db.aside], async () => {
    if ((await getMeta(db, 'epoch')) !== backup.epoch) return
    await setAsideJournal(db, Date.now())
    const heads = new Map<string, number>(backup.heads)
    const held = (await db.journal.toArray()).filter((row) => isHeld(row, heads, backup.made))
    await db.journal.bulkDelete(held.flatMap(({ n }) => n ?? []))
    await letGoOfPhotos(db, heads)
    await setMeta(db, 'backup', backup.made)
  })

/** Of a space that is not told (an act at the desk, access that ended), the server's own instants tell. */
function isHeld({ verdict }: JournalRow, heads: ReadonlyMap<string, number>, made: Instant): boolean {
  return verdict.spaces.every(([space, version]) => {
    const head = heads.get(space)
    if (head !== undefined) return version <= head
    return verdict.ack !== undefined && msOf(verdict.ack.received) + AFTERWARDS_MS <= msOf(made)
  })
}

/** Only what the server has, has given a receipt for, and has in a backup; and of that only what is too much. */
async function letGoOfPhotos(db: AccountDb, heads: ReadonlyMap<string, number>): Promise<void> {
  const stored = await db.photos.where('state').equals('stored').toArray()
  let over = stored.reduce((sum, { ref }) => sum + ref.size, 0) - KEPT_PHOTOS_BYTES
  if (over <= 0) return
  const receipts = await db.records
    .where('[type+id]')
    .anyOf(stored.map(({ id }) => ['receipt', id]))
    .toArray()
  const versions = new Map(receipts.map((receipt) => [receipt.id, receipt]))
  const gone: PhotoRow[] = []
  for (const photo of stored.sort((a, b) => versionOf(a) - versionOf(b))) {
    const receipt = versions.get(photo.id)
    if (over <= 0) break
    if (!receipt || receipt.version > (heads.get(receipt.space) ?? -1)) continue
    gone.push(photo)
    over -= photo.ref.size
  }
  const ids = gone.map(({ id }) => id)
  await db.photoChunks.where('photo').anyOf(ids).delete()
  await db.photos.bulkDelete(ids)

  function versionOf({ id }: PhotoRow): number {
    return versions.get(id)?.version ?? Number.MAX_SAFE_INTEGER
  }
}
