import { reportsOf } from '#domain/incidents/incident.ts'
import type { Actor } from '#domain/organisation/roles.ts'
import type { Receipt, SigningKey } from '#domain/receipts/receipt.ts'
import type { Refused } from '#domain/records.ts'
import type { AccountDb } from '#storage/db.ts'
import { soundOf } from '#storage/sound.ts'
import type { DraftRow, PhotoRow } from '#storage/tables.ts'
import { type IncidentOnDevice, readIncident, readRefused } from '#storage/views.ts'

/** Everything the page of one incident shows, read in one go. */
export interface IncidentPageData extends IncidentOnDevice {
  photos: ReadonlyMap<string, PhotoRow>
  /** by the id of their report or photo */
  receipts: ReadonlyMap<string, Receipt>
  keys: SigningKey[]
  draft: DraftRow | undefined
  refused: Refused[]
}

/** @returns null when this device does not have it */
export async function readPage(db: AccountDb, id: string, actor: Actor): Promise<IncidentPageData | null> {
  const found = await readIncident(db, id, actor)
  if (!found) return null
  const [photos, receipts, keys, draft, refused] = await Promise.all([
    db.photos.where('entity').equals(id).toArray(),
    db.records
      .where('entity')
      .equals(id)
      .filter(({ type }) => type === 'receipt')
      .toArray(soundOf),
    db.records.where('type').equals('signing_key').toArray(soundOf),
    db.drafts.where('incidentId').equals(id).first(),
    readRefused(db),
  ])
  return {
    ...found,
    photos: new Map(photos.map((photo) => [photo.id as string, photo])),
    receipts: new Map(receipts.map((row) => [row.id, row.body as Receipt])),
    keys: keys.map(({ body }) => body as SigningKey),
    draft,
    refused: refused.filter(({ entity }) => entity === id),
  }
}

/** The newest report that the server has vouched for. */
export const newestReceipted = ({ incident, receipts }: IncidentPageData) =>
  reportsOf(incident).findLast(({ id }) => receipts.has(id))
