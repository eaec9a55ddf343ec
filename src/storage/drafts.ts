import { instantOf } from '#domain/time.ts'
import type { AccountDb } from './db.ts'
import { letGo, photosOfDraft } from './photos.ts'
import type { DraftRow } from './tables.ts'

/** Keeps what was typed. A draft that another tab has sent or thrown away is not brought back to life. [DR1, DR2] */
export async function saveDraft(
  db: AccountDb,
  id: string,
  change: Partial<Pick<DraftRow, 'body' | 'step'>>,
  clock: () => number,
): Promise<boolean> {
  return (await db.drafts.update(id, { ...change, savedAt: instantOf(clock()) })) === 1
}

/**
 * Keeps one tap or some words and nothing else of the form, so that two tabs with the same draft do not undo
 * each other's words. @returns false when the draft is no longer there [DR2, DR3]
 */
export async function patchDraft(
  db: AccountDb,
  id: string,
  patch: Partial<DraftRow['body']>,
  step: string | undefined,
  clock: () => number,
): Promise<boolean> {
  return db.transaction('rw', db.drafts, async () => {
    const draft = await db.drafts.get(id)
    if (!draft) return false
    const body = { ...draft.body, ...patch }
    return saveDraft(db, id, step === undefined ? { body } : { body, step }, clock)
  })
}

export const readDrafts = async (db: AccountDb): Promise<DraftRow[]> =>
  (await db.drafts.toArray()).sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1))

/** Thrown away by its officer, photos and all; what a refused report still declares stays with that. [DR1, DR9] */
export const discardDraft = (db: AccountDb, id: string): Promise<void> =>
  db.transaction('rw', [db.drafts, db.photos, db.photoChunks, db.outbox, db.records], async () => {
    await letGo(db, await photosOfDraft(db, id))
    await db.drafts.delete(id)
  })
