import { type AccountDb, getMeta } from '../db.ts'
import { photoBytes } from '../photos.ts'
import type { DraftRow, OutboxRow, PhotoRow } from '../tables.ts'
import type { UnsentChange, UnsentContent, UnsentDraft, UnsentPhoto } from './content.ts'
import { unsentRows } from './count.ts'

/**
 * Everything of this account that is nowhere but here: changes without the server's word, refused ones of which
 * only this device knows, drafts, begun forms of tasks, and every photo that the server does not hold, as of one moment;
 * changes that a restored server lost, with the proof that it had them. [HO2, BK7]
 */
export function gatherUnsent(db: AccountDb): Promise<UnsentContent> {
  const tables = [db.outbox, db.drafts, db.forms, db.photos, db.photoChunks, db.records, db.meta]
  return db.transaction('r', tables, async () => {
    const rows = await unsentRows(db)
    const epoch = await getMeta(db, 'epoch')
    const changes = rows.outbox.map(changeOf)
    const photos: UnsentPhoto[] = []
    for (const row of rows.photos) {
      const bytes = await photoBytes(db, row.id)
      if (bytes) photos.push(photoOf(row, bytes))
    }
    const forms = rows.forms.map(({ taken: _taken, ...form }) => form)
    return { changes, drafts: rows.drafts.map(draftOf), photos, forms, ...(epoch ? { epoch } : {}) }
  })
}

const changeOf = ({
  mid,
  seq,
  name,
  schema,
  entity,
  args,
  device,
  verdict,
  seeds,
  before,
}: OutboxRow): UnsentChange => ({
  mid,
  seq,
  name,
  schema,
  entity,
  args,
  device,
  verdict,
  seeds,
  ...(before ? { before } : {}),
})

const draftOf = ({
  id,
  incidentId,
  unitId,
  report,
  body,
  step,
  createdAt,
  savedAt,
  replaces,
}: DraftRow): UnsentDraft => ({
  id,
  incidentId,
  unitId,
  report,
  body,
  step,
  createdAt,
  savedAt,
  ...(replaces ? { replaces } : {}),
})

const photoOf = (
  { draftId, entity, entityType, ref, state }: PhotoRow,
  bytes: Uint8Array<ArrayBuffer>,
): UnsentPhoto => ({
  draftId,
  incidentId: entity,
  entityType,
  ref,
  state: state === 'draft' ? 'draft' : 'waiting',
  bytes,
})
