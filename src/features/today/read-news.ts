import { type ActEntry, type Incident, isReport } from '#domain/incidents/incident.ts'
import type { Actor, SignedBy } from '#domain/organisation/roles.ts'
import type { Instant } from '#domain/time.ts'
import type { AccountDb } from '#storage/db.ts'
import { readLatest } from '#storage/latest.ts'
import { reasonOf } from '#sync/record-status.ts'

/** How many acts the first screen tells of; the others stand with their incidents. */
const MOST = 5

export type Act = { id: string; at: Instant; by: SignedBy; reason: string } & (
  | { kind: 'received'; arrivalNo: number | null }
  | { kind: Exclude<ActEntry['kind'], 'received'> }
)

/** In each space, so many of the last changed incidents are looked at: the launch costs the same in every year. [DL13] */
const LOOKED_AT = 20

/** The newest acts of others on incidents of this device, as the server received them. */
export async function readNews(db: AccountDb, actor: Actor): Promise<{ act: Act; incident: Incident }[]> {
  return newsOf(await readLatest(db, 'incident', LOOKED_AT), actor)
}

export function newsOf(incidents: readonly Incident[], actor: Actor): { act: Act; incident: Incident }[] {
  const acts = incidents.flatMap((incident) =>
    incident.timeline.flatMap((entry) => {
      if (isReport(entry) || entry.by.accountId === actor.accountId || entry.stamps.received === null) return []
      return [{ act: actOf(entry, entry.stamps.received), incident }]
    }),
  )
  return acts.sort((a, b) => (a.act.at < b.act.at ? 1 : -1)).slice(0, MOST)
}

function actOf(entry: ActEntry, at: Instant): Act {
  const signed = { id: entry.id, at, by: entry.by, reason: reasonOf(entry) }
  return entry.kind === 'received'
    ? { ...signed, kind: entry.kind, arrivalNo: entry.arrivalNo }
    : { ...signed, kind: entry.kind }
}
