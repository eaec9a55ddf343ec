import * as z from 'zod/mini'
import { type IncidentId, incidentIdSchema, type UnitId, unitIdSchema } from '#domain/ids.ts'
import { emptyDraft } from '#domain/incidents/draft.ts'
import type { Incident } from '#domain/incidents/incident.ts'
import { latestReport } from '#domain/incidents/incident.ts'
import type { Refused } from '#domain/records.ts'
import { instantOf } from '#domain/time.ts'
import type { AccountDb } from './db.ts'
import { letGo, photosOfDraft } from './photos.ts'
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
    step: 'loai',
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
      step: 'bo-sung',
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

/**
 * Makes a draft again of what the server refused, photos and all; asked twice, it is the same draft. What was
 * refused stays in the tray until the draft is sent. [PR3, DR4]
 */
export async function openRefused(
  db: AccountDb,
  refused: Refused,
  /** for a supplement whose incident is not on this device; it is not sent along */
  fallback: UnitId,
  clock: () => number,
  newId: () => string,
): Promise<DraftRow | null> {
  const args = refusedReportSchema.safeParse(refused.args)
  if (!args.success) return null
  const { incidentId, body, photos } = args.data
  return db.transaction('rw', [db.drafts, db.photos, db.records], async () => {
    const open = await db.drafts.filter(({ replaces }) => replaces === refused.mid).first()
    if (open) return open
    const now = instantOf(clock())
    const report = refused.name === 'incident.report' ? 'initial' : (args.data.report ?? 'update')
    const known = await db.records.where('[type+id]').equals(['incident', incidentId]).first()
    const draft: DraftRow = {
      id: report === 'initial' && !(await db.drafts.get(incidentId)) ? incidentId : newId(),
      incidentId,
      unitId: args.data.unitId ?? (known?.body as Incident | undefined)?.unitId ?? fallback,
      report,
      body,
      step: report === 'initial' ? 'kiem-tra' : 'bo-sung',
      createdAt: now,
      savedAt: now,
      replaces: refused.mid,
    }
    await db.drafts.add(draft)
    const ids = photos.map(({ id }) => id)
    await db.photos.where('id').anyOf(ids).modify({ draftId: draft.id, state: 'draft', offset: 0, problem: null })
    return draft
  })
}

/** What of a refused report is needed to write it anew; read with care, since the server would not have it. */
const refusedReportSchema = z.object({
  incidentId: incidentIdSchema,
  unitId: z.optional(unitIdSchema),
  report: z.optional(z.enum(['update', 'final'])),
  body: z.custom<DraftRow['body']>((body) => typeof body === 'object' && body !== null && 'whatHappened' in body),
  photos: z.array(z.object({ id: z.string() })),
})

export const readDrafts = async (db: AccountDb): Promise<DraftRow[]> =>
  (await db.drafts.toArray()).sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1))

/** Thrown away by its officer, photos and all; what a refused report still declares stays with that. [DR1, DR9] */
export const discardDraft = (db: AccountDb, id: string): Promise<void> =>
  db.transaction('rw', [db.drafts, db.photos, db.photoChunks, db.outbox, db.records], async () => {
    await letGo(db, await photosOfDraft(db, id))
    await db.drafts.delete(id)
  })
