import type { Incident } from '#domain/incidents/incident.ts'
import type { Actor } from '#domain/organisation/roles.ts'
import type { AccountDb } from './db.ts'
import type { OutboxRow, PhotoRow } from './tables.ts'
import { viewOfEntity } from './views.ts'

/** One record with changes that the server has not answered for, oldest first. */
export interface WaitingItem {
  entity: string
  /** undefined when it is about something else, or cannot be shown without the server */
  incident: Incident | undefined
  rows: OutboxRow[]
  /** of it, and not on the server yet */
  photos: PhotoRow[]
}

/** All that waits here, in the order in which it was written; costs what waits, not what is stored. */
export async function readWaiting(db: AccountDb, actor: Actor): Promise<WaitingItem[]> {
  const [outbox, photos] = await Promise.all([
    db.outbox.orderBy('seq').toArray(),
    db.photos.where('state').equals('waiting').toArray(),
  ])
  const unsent = outbox.filter(({ verdict }) => verdict === null)
  const entities = new Set([...unsent.map(({ entity }) => entity), ...photos.map(({ entity }) => entity)])
  return Promise.all(
    [...entities].map(async (entity) => ({
      entity,
      incident: (await viewOfEntity(db, entity, actor)).get('incident', entity),
      rows: unsent.filter((row) => row.entity === entity),
      photos: photos.filter((photo) => photo.entity === entity),
    })),
  )
}
