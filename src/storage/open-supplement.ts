import { type Incident, latestReport } from '#domain/incidents/incident.ts'
import { instantOf } from '#domain/time.ts'
import type { AccountDb } from './db.ts'
import type { DraftRow } from './tables.ts'

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
