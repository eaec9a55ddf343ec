import type { AccountDb } from '../db.ts'
import { photoBytes } from '../photos.ts'
import type { DraftRow, OutboxRow, PhotoRow } from '../tables.ts'
import type { UnsentChange, UnsentContent, UnsentDraft, UnsentPhoto } from './content.ts'

/** How much of it there is. */
export interface UnsentCount {
  changes: number
  /** of reports, and of the short forms of tasks */
  drafts: number
  photos: number
}

/**
 * Everything of this account that is nowhere but here: changes without the server's word, refused ones of which
 * only this device knows, drafts, begun forms of tasks, and every photo that the server does not hold, as of one moment. [HO2]
 */
export function gatherUnsent(db: AccountDb): Promise<UnsentContent> {
  return db.transaction('r', [db.outbox, db.drafts, db.forms, db.photos, db.photoChunks, db.records], async () => {
    const rows = await unsentRows(db)
    const changes = rows.outbox.map(changeOf)
    const photos: UnsentPhoto[] = []
    for (const row of rows.photos) {
      const bytes = await photoBytes(db, row.id)
      if (bytes) photos.push(photoOf(row, bytes))
    }
    const forms = rows.forms.map(({ taken: _taken, ...form }) => form)
    return { changes, drafts: rows.drafts.map(draftOf), photos, forms }
  })
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

async function unsentRows(db: AccountDb) {
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

const changeOf = ({ mid, seq, name, schema, entity, args, device, verdict, seeds }: OutboxRow): UnsentChange => ({
  mid,
  seq,
  name,
  schema,
  entity,
  args,
  device,
  verdict,
  seeds,
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
