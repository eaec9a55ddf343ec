import type { AccountDb } from '../db.ts'

/** How much is nowhere but on this device. */
export interface UnsentCount {
  changes: number
  /** of reports, and of the short forms of tasks */
  drafts: number
  photos: number
}

export async function countGathered(db: AccountDb): Promise<UnsentCount> {
  return db.transaction('r', [db.outbox, db.drafts, db.forms, db.photos, db.records], async () => {
    const { outbox, drafts, photos, forms } = await unsentRows(db)
    return { changes: outbox.length, drafts: drafts.length + forms.length, photos: photos.length }
  })
}

/** In one number. */
export async function countAllGathered(db: AccountDb): Promise<number> {
  const { changes, drafts, photos } = await countGathered(db)
  return changes + drafts + photos
}

/** The rows of which nothing is anywhere but here. [HO2] */
export async function unsentRows(db: AccountDb) {
  const refused = new Set(await db.records.where('type').equals('refused').primaryKeys())
  const known = new Set([...refused].map(([, , id]) => id))
  return {
    outbox: (await db.outbox.orderBy('seq').toArray()).filter(
      ({ mid, verdict }) => verdict === null || ('code' in verdict && !known.has(mid)),
    ),
    drafts: await db.drafts.toArray(),
    forms: await db.forms.toArray(),
    photos: await db.photos.where('state').anyOf(['draft', 'waiting']).toArray(),
  }
}
