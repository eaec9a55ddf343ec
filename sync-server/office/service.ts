import { HAS_DESK, holds } from '#domain/access/can.ts'
import type { IncidentId } from '#domain/ids.ts'
import {
  type Incident,
  isOutside,
  isRestrictedIncident,
  latestReport,
  reportsOf,
  stateOf,
} from '#domain/incidents/incident.ts'
import type { Receipt } from '#domain/receipts/receipt.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import type { Instant } from '#domain/time.ts'
import type { DeskIncident, DeskIncidentAnswer } from '#protocol/office.ts'
import { sightOf } from '../access/spaces.ts'
import type { RequestRefusal } from '../http/answers.ts'
import type { Who } from '../session/who.ts'
import { liveById, liveOfEntity, liveOfType } from '../store/records.ts'
import type { Store } from '../store/store.ts'

/** Most lines of the desk's list. */
const DESK_LINES = 500

type Answered<T> = Promise<Result<T, RequestRefusal>>
interface Asked {
  who: Who
  now: Instant
}

/** The incidents that a post may read, the last changed first: nothing of class P3. [OF7, AC3] */
export async function deskIncidents({ store }: { store: Store }, { who, now }: Asked): Answered<DeskIncident[]> {
  if (!holds(who.actor, HAS_DESK)) return fail('not-allowed')
  const rows = await store.read(who.departmentId, async (tx) => {
    const { sees } = await sightOf(tx, who, now)
    return (await liveOfType(tx, who.departmentId, 'incident')).filter(({ space }) => sees(space))
  })
  const lines = rows.map(({ body }) => lineOf(JSON.parse(body) as Incident))
  return ok(lines.sort((a, b) => (a.changed < b.changed ? 1 : -1)).slice(0, DESK_LINES))
}

function lineOf(incident: Incident): DeskIncident {
  const { body } = latestReport(incident)
  const reports = reportsOf(incident)
  return {
    id: incident.id,
    code: incident.code,
    unitId: incident.unitId,
    unitName: incident.unitName,
    title: body.title,
    category: body.category,
    severity: body.severity,
    state: stateOf(incident),
    reports: reports.length,
    received: receivedAt(incident, reports[0]),
    changed: receivedAt(incident, incident.timeline.at(-1)),
    restricted: isRestrictedIncident(incident),
    nextUpdateDue: body.nextUpdateDue,
    ...(isOutside(incident) ? { outside: true as const } : {}),
  }
}

/** @throws for an entry that never arrived: none of those are on the server */
function receivedAt(incident: Incident, entry: Incident['timeline'][number] | undefined): Instant {
  const received = entry?.stamps.received
  if (!received) throw new Error(`an entry without its moment of receipt: ${incident.id}`)
  return received
}

type Opened = Omit<DeskIncidentAnswer, 'nonce' | 'at'>

/** One incident whole, with its receipts; one that the post may not read is not found. [AC3] */
export async function deskIncident(
  { store }: { store: Store },
  { who, now, id }: Asked & { id: IncidentId },
): Answered<Opened> {
  if (!holds(who.actor, HAS_DESK)) return fail('not-allowed')
  return store.read(who.departmentId, async (tx) => {
    const { sees } = await sightOf(tx, who, now)
    const row = (await liveById(tx, who.departmentId, 'incident', id)).find(({ space }) => sees(space))
    if (!row) return fail('not-found')
    const receipts = (await liveOfEntity(tx, who.departmentId, row))
      .filter(({ type }) => type === 'receipt')
      .map(({ id, body }) => ({ id, receipt: JSON.parse(body) as Receipt }))
    return ok({ space: row.space, incident: JSON.parse(row.body) as Incident, receipts })
  })
}
