import type { Space } from '#domain/spaces.ts'
import type { SpacePage } from '#protocol/pull.ts'
import type { AccountDb } from './db.ts'
import type { OutboxRow } from './tables.ts'

/** The cursors a pull starts from: those applied, moved on by what is already staged. [SY5] */
export async function stagedCursors(db: AccountDb): Promise<Record<string, number>> {
  const cursors: Record<string, number> = {}
  for (const { space, version } of await db.cursors.toArray()) cursors[space] = version
  for (const { page } of await db.staged.orderBy('n').toArray()) cursors[page.space] = page.to
  return cursors
}

/** Keeps the pages of one answer until the whole checkpoint is there; a cut on the way loses none of them. */
export const stage = (db: AccountDb, pages: readonly SpacePage[]) => db.staged.bulkAdd(pages.map((page) => ({ page })))

/** Throws away what was staged, when the server moved its ground or another tab was faster. */
export const unstage = (db: AccountDb) => db.staged.clear()

/**
 * Makes a whole checkpoint true in one transaction: records, cursors, and the outbox rows that it confirms.
 * It compares the cursors it started from before it swaps them: a tab that lost the race changes nothing. [SY5, SY6]
 * @param lost spaces that the server no longer gives to this account: purged
 * @param settled the mids whose verdict was known before the pull began; only those can be confirmed by it
 */
export async function applyCheckpoint(
  db: AccountDb,
  lost: readonly Space[],
  settled: ReadonlySet<string>,
): Promise<'applied' | 'overtaken'> {
  return db.transaction('rw', [db.records, db.cursors, db.outbox, db.staged], async () => {
    const staged = await db.staged.orderBy('n').toArray()
    const cursors = new Map((await db.cursors.toArray()).map(({ space, version }) => [space as string, version]))
    for (const { page } of staged) {
      if (!page.reset && (cursors.get(page.space) ?? 0) !== page.from) {
        await db.staged.clear()
        return 'overtaken'
      }
      await applyPage(db, page)
      cursors.set(page.space, page.to)
    }
    await db.cursors.bulkPut([...cursors].map(([space, version]) => ({ space: space as Space, version })))
    for (const space of lost) {
      await db.records.where('space').equals(space).delete()
      await db.cursors.delete(space)
      cursors.delete(space)
    }
    const confirmed = (await db.outbox.toArray()).filter((row) => settled.has(row.mid) && isConfirmed(row, cursors))
    await db.outbox.bulkDelete(confirmed.map(({ mid }) => mid))
    await db.staged.clear()
    return 'applied'
  })
}

async function applyPage(db: AccountDb, page: SpacePage): Promise<void> {
  const { space } = page
  if (page.reset) await db.records.where('space').equals(space).delete()
  for (const { type, id, entity, version, body } of page.records) {
    if (body === null) await db.records.delete([space, type, id])
    else await db.records.put({ space, type, id, entity, version, body })
  }
}

/** Its effects are here, or belong to spaces that this device does not follow. */
function isConfirmed({ verdict }: OutboxRow, cursors: ReadonlyMap<string, number>): boolean {
  if (!verdict) return false
  return verdict.spaces.every(([space, version]) => {
    const reached = cursors.get(space)
    return reached === undefined || reached >= version
  })
}
