import type { IncidentId, UnitId } from '#domain/ids.ts'
import { emptyDraft } from '#domain/incidents/draft.ts'
import type { Incident } from '#domain/incidents/incident.ts'
import { latestReport } from '#domain/incidents/incident.ts'
import { instantOf } from '#domain/time.ts'
import type { AccountDb } from './db.ts'
import type { DraftRow } from './tables.ts'

/** Opens a first report: the incident's id is minted here, so that however often it is sent it is one. [IN11] */
export async function openDraft(
  db: AccountDb,
  unitId: UnitId,
  clock: () => number,
  newId: () => string,
): Promise<DraftRow> {
  const now = instantOf(clock())
  const id = newId()
  const draft: DraftRow = {
    id,
    incidentId: id as IncidentId,
    unitId,
    report: 'initial',
    body: emptyDraft(now),
    step: 'category',
    createdAt: now,
    savedAt: now,
  }
  await db.drafts.add(draft)
  return draft
}

/** Opens a supplement, or the one that is open already: it starts from what was said last. [IN9] */
export async function openSupplement(
  db: AccountDb,
  incident: Incident,
  report: 'update' | 'final',
  clock: () => number,
  newId: () => string,
): Promise<DraftRow> {
  return db.transaction('rw', db.drafts, async () => {
    const open = await db.drafts.where('incidentId').equals(incident.id).first()
    if (open) {
      if (open.report !== report) await db.drafts.update(open.id, { report })
      return { ...open, report }
    }
    const now = instantOf(clock())
    const draft: DraftRow = {
      id: newId(),
      incidentId: incident.id,
      unitId: incident.unitId,
      report,
      body: { ...latestReport(incident).body, nextUpdateDue: null },
      step: 'category',
      createdAt: now,
      savedAt: now,
    }
    await db.drafts.add(draft)
    return draft
  })
}

/** Keeps what was typed. A draft that another tab has sent or thrown away is not brought back to life. [DR1, DR2] */
export async function saveDraft(
  db: AccountDb,
  id: string,
  change: Partial<Pick<DraftRow, 'body' | 'step'>>,
  clock: () => number,
): Promise<boolean> {
  return (await db.drafts.update(id, { ...change, savedAt: instantOf(clock()) })) === 1
}

export const readDrafts = async (db: AccountDb): Promise<DraftRow[]> =>
  (await db.drafts.toArray()).sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1))

/** Thrown away by its officer, photos and all. [DR1] */
export const discardDraft = (db: AccountDb, id: string): Promise<void> =>
  db.transaction('rw', [db.drafts, db.photos, db.photoChunks], async () => {
    const photos = await db.photos.where('draftId').equals(id).primaryKeys()
    await db.photoChunks.where('photo').anyOf(photos).delete()
    await db.photos.bulkDelete(photos)
    await db.drafts.delete(id)
  })
