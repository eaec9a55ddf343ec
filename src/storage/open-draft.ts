import type { IncidentId, UnitId } from '#domain/ids.ts'
import { emptyDraft } from '#domain/incidents/draft.ts'
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
    step: 'loai',
    createdAt: now,
    savedAt: now,
  }
  await db.drafts.add(draft)
  return draft
}
