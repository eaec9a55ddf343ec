import { canonical } from '#domain/canonical.ts'
import { type Incident, reportsOf } from '#domain/incidents/incident.ts'
import { saysTheSame } from '#domain/incidents/same-words.ts'
import { nameId } from '#domain/name-ids.ts'
import type { AccountDb } from './db.ts'
import { photosIn } from './photos.ts'
import { isSoundRecord } from './sound.ts'
import type { DraftRow } from './tables.ts'
import { stands } from './views.ts'

/** `as`: the id under which it now lies here; null when everything it says was sent already. */
export type KeptDraft = { outcome: 'added' | 'copied' | 'known'; as: string | null }

/** A draft's words in one id: the same words about the same incident have the same, also in a copy. */
const originOf = ({ incidentId, unitId, report, body }: DraftRow): string =>
  nameId(incidentId, canonical({ unitId, report, body }))

/** It says the same, or it came here saying the same and was written on since. */
const holds = (draft: DraftRow, origin: string) => draft.origin === origin || originOf(draft) === origin

/**
 * Keeps a draft that comes from another device: one that is not here is added, the same is known, and where the
 * two say different things both are kept. Coming again, it is known. What it says may have been sent meanwhile:
 * then nothing is left to do. To be called inside a transaction over drafts, outbox and records. [HO3]
 * @param photos ids of the photos that come with it
 */
export async function keepDraft(db: AccountDb, incoming: DraftRow, photos: readonly string[]): Promise<KeptDraft> {
  const origin = originOf(incoming)
  let id = incoming.id
  for (let here = await db.drafts.get(id); here; here = await db.drafts.get(id)) {
    if (holds(here, origin)) return { outcome: 'known', as: id }
    // made of both, so that the same words find the same place the next time
    id = nameId(id, origin)
  }
  if (await wasSent(db, incoming, photos)) return { outcome: 'known', as: null }
  const isCopy = id !== incoming.id
  await db.drafts.add(isCopy ? { ...incoming, id, origin, copyOf: incoming.id } : { ...incoming, origin })
  return { outcome: isCopy ? 'copied' : 'added', as: id }
}

/** A report in line or on the server says all that the draft says, and shows its photos. */
async function wasSent(db: AccountDb, { incidentId, body }: DraftRow, photos: readonly string[]): Promise<boolean> {
  const inLine = (await db.outbox.where('entity').equals(incidentId).toArray())
    .filter((row) => stands(row) && REPORTS.has(row.name))
    .map(({ args }) => ({ body: (args as { body: DraftRow['body'] }).body, photos: photosIn(args) as string[] }))
  const stored = await db.records.where('[type+id]').equals(['incident', incidentId]).toArray()
  const there = stored
    .filter(isSoundRecord)
    .flatMap(({ body }) => reportsOf(body as Incident))
    .map((entry) => ({ body: entry.body as DraftRow['body'], photos: entry.photos.map(({ id }) => id as string) }))
  return [...inLine, ...there].some(
    (sent) => saysTheSame(body, sent.body) && photos.every((id) => sent.photos.includes(id)),
  )
}

const REPORTS: ReadonlySet<string> = new Set(['incident.report', 'incident.supplement'])
