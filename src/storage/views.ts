import type { Mid } from '#domain/ids.ts'
import type { Incident } from '#domain/incidents/incident.ts'
import { mutationNamed } from '#domain/mutations.ts'
import type { Actor } from '#domain/organisation/roles.ts'
import type { RecordBodies, RecordType, Refused, StoredRecord, View } from '#domain/records.ts'
import { overlay, type Pending } from '#domain/sync/overlay.ts'
import type { AccountDb } from './db.ts'
import { learning } from './learning.ts'
import { isSoundRecord } from './sound.ts'
import type { OutboxRow, RecordRow } from './tables.ts'

/** A change is still this device's to show until the server refused it. */
export const stands = ({ verdict }: OutboxRow) => verdict === null || !['refused', 'quarantined'].includes(verdict.kind)

export const pendingOf = ({ mid, seq, name, args, device }: OutboxRow): Pending => ({ mid, seq, name, args, device })

/** Records as they will be once the server has taken what waits on top of them here, oldest first. [SY4] */
export const withWaiting = (rows: readonly (RecordRow | StoredRecord)[], waiting: readonly OutboxRow[], actor: Actor) =>
  overlay(viewOf(rows), waiting.filter(stands).map(pendingOf), actor)

export function viewOf(rows: readonly (RecordRow | StoredRecord)[]): View {
  const byKey = new Map(rows.filter(isSoundRecord).map((row) => [`${row.type}:${row.id}`, row.body]))
  return {
    get: <T extends RecordType>(type: T, id: string) => byKey.get(`${type}:${id}`) as RecordBodies[T] | undefined,
  }
}

/** Everything about one entity as the officer should see it: the server's records with what waits on top. [SY4] */
export const viewOfEntity = (db: AccountDb, entity: string, actor: Actor): Promise<View> =>
  learning(() => readView(db, entity, actor))

async function readView(db: AccountDb, entity: string, actor: Actor): Promise<View> {
  const [rows, waiting] = await Promise.all([
    db.records.where('entity').equals(entity).toArray(),
    db.outbox.where('entity').equals(entity).toArray(),
  ])
  const seeds = waiting.flatMap((row) => row.seeds)
  const beside = await readsBeside(db, entity, waiting)
  return withWaiting([...seeds, ...beside, ...rows], waiting, actor)
}

/**
 * What changes look at beside their own entity: a task's plan and assignment. Costs what they name, not what is
 * stored. [MU3]
 */
export async function readsBeside(
  db: AccountDb,
  entity: string,
  changes: readonly { name: string; args: unknown }[],
): Promise<RecordRow[]> {
  const keys = new Map<string, [string, string]>()
  for (const { name, args } of changes) {
    const mutation = mutationNamed(name)
    // what does not read names nothing [PR4]
    if (!mutation?.args.safeParse(args).success) continue
    for (const { type, id } of mutation.reads(args)) if (id !== entity) keys.set(`${type}:${id}`, [type, id])
  }
  return keys.size === 0
    ? []
    : db.records
        .where('[type+id]')
        .anyOf([...keys.values()])
        .toArray()
}

export interface IncidentOnDevice {
  incident: Incident
  /** changes of it that the server has not confirmed, oldest first */
  waiting: OutboxRow[]
}

export async function readIncident(db: AccountDb, id: string, actor: Actor): Promise<IncidentOnDevice | undefined> {
  const incident = (await viewOfEntity(db, id, actor)).get('incident', id)
  if (!incident) return undefined
  return { incident, waiting: await db.outbox.where('entity').equals(id).sortBy('seq') }
}

/** All incidents that this device keeps, and those that only wait here; newest first. */
export const readIncidents = (db: AccountDb, actor: Actor): Promise<IncidentOnDevice[]> =>
  learning(() => readAllIncidents(db, actor))

async function readAllIncidents(db: AccountDb, actor: Actor): Promise<IncidentOnDevice[]> {
  const [rows, outbox] = await Promise.all([
    db.records.where('type').equals('incident').filter(isSoundRecord).toArray(),
    db.outbox.orderBy('seq').toArray(),
  ])
  const unseeded = outbox.filter(({ seeds }) => seeds.length === 0)
  const view = withWaiting(rows, unseeded, actor)
  const ids = new Set(rows.map(({ id }) => id))
  for (const [key] of view.changed) if (key.startsWith('incident:')) ids.add(key.slice('incident:'.length))
  const found = [...ids].flatMap((id) => {
    const incident = view.get('incident', id)
    return incident ? [{ incident, waiting: outbox.filter(({ entity }) => entity === id) }] : []
  })
  return found.sort((a, b) => (firstCommitted(a) < firstCommitted(b) ? 1 : -1))
}

const firstCommitted = ({ incident }: IncidentOnDevice) => incident.timeline[0]?.stamps.committed ?? ''

/** What was refused and waits for its author: from the server's copy, or from the outbox before that copy arrives. */
export async function readRefused(db: AccountDb): Promise<Refused[]> {
  const [rows, outbox] = await Promise.all([
    db.records.where('type').equals('refused').filter(isSoundRecord).toArray(),
    db.outbox.orderBy('seq').toArray(),
  ])
  const discarded = new Set(
    outbox.filter(({ name }) => name === 'attention.discard').map(({ args }) => (args as { mid: Mid }).mid),
  )
  const fromServer = rows.map(({ body }) => body as Refused)
  const known = new Set(fromServer.map(({ mid }) => mid))
  const fromOutbox = outbox.flatMap(({ mid, name, entity, args, device, verdict }) =>
    verdict && (verdict.kind === 'refused' || verdict.kind === 'quarantined') && !known.has(mid)
      ? [
          {
            mid,
            name,
            entity,
            args,
            code: verdict.code,
            details: verdict.details,
            at: device.committed,
          } satisfies Refused,
        ]
      : [],
  )
  return [...fromServer, ...fromOutbox].filter(({ mid }) => !discarded.has(mid))
}
