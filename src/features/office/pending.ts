import { useLiveQuery } from 'dexie-react-hooks'
import { useEffect, useRef } from 'react'
import type { Incident } from '#domain/incidents/incident.ts'
import type { Actor } from '#domain/organisation/roles.ts'
import type { StoredRecord } from '#domain/records.ts'
import type { DeskIncidentAnswer } from '#protocol/office.ts'
import type { OutboxRow } from '#storage/tables.ts'
import { stands, withWaiting } from '#storage/views.ts'
import { useServices } from '#sync/services.tsx'

/** The fetched record as the outbox keeps it, so that a change is decided on what its author saw. */
export const seedOf = ({ space, incident }: Pick<DeskIncidentAnswer, 'space' | 'incident'>): StoredRecord => ({
  space,
  type: 'incident',
  id: incident.id,
  entity: incident.id,
  version: 0,
  body: incident,
})

/** The record with one's own acts on top, until the server's answer contains them. [SY4] */
export function withActs(answer: DeskIncidentAnswer, acts: readonly OutboxRow[], actor: Actor): Incident {
  const view = withWaiting([seedOf(answer)], acts, actor)
  return view.get('incident', answer.incident.id) ?? answer.incident
}

/** Acts that wait on this device, by the incident they are about. */
export function useWaitingActs(): ReadonlyMap<string, OutboxRow[]> {
  const { db } = useServices()
  const rows = useLiveQuery(() => db.outbox.orderBy('seq').toArray(), [db])
  return Map.groupBy(rows ?? [], ({ entity }) => entity)
}

/**
 * An act leaves the outbox a moment before the desk has asked again: until the fetched record shows it, it is
 * kept on top, so that nothing flickers back. A refused one is dropped at once.
 */
export function useKeptActs(
  waiting: readonly OutboxRow[],
  timeline: readonly { id: string }[] | undefined,
): OutboxRow[] {
  const kept = useRef(new Map<string, OutboxRow>())
  const there = new Set(timeline?.map(({ id }) => id))
  const rows = new Map(kept.current)
  for (const row of waiting) rows.set(row.mid, row)
  for (const [mid, row] of rows) if (there.has(mid) || !stands(row)) rows.delete(mid)
  useEffect(() => {
    kept.current = rows
  })
  return [...rows.values()]
}
