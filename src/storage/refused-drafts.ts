import * as z from 'zod/mini'
import { incidentIdSchema, type UnitId, unitIdSchema } from '#domain/ids.ts'
import type { Incident } from '#domain/incidents/incident.ts'
import type { Refused } from '#domain/records.ts'
import { instantOf } from '#domain/time.ts'
import type { AccountDb } from './db.ts'
import type { DraftRow } from './tables.ts'

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
