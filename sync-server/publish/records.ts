import { canonical } from '#domain/canonical.ts'
import type { DepartmentId } from '#domain/ids.ts'
import type { RecordBodies, RecordType } from '#domain/records.ts'
import type { Space } from '#domain/spaces.ts'
import { type LiveRow, putRecord } from '../store/records.ts'
import { advance } from '../store/spaces.ts'
import type { Tx } from '../store/store.ts'

/** A record as the office wants it to be. */
export type Wanted = {
  [T in RecordType]: { space: Space; type: T; id: string; entity: string; body: RecordBodies[T] }
}[RecordType]

export interface Published {
  added: number
  changed: number
  removed: number
  same: number
}

/**
 * Brings records to what the office wants, in the caller's one write: every space that something changes in gets
 * one new version, and no other space moves. [SP3, PB1]
 * @param there what is there of the same kind; what is not wanted any more leaves a tombstone
 */
export async function publishRecords(
  tx: Tx,
  department: DepartmentId,
  wanted: readonly Wanted[],
  there: readonly LiveRow[],
): Promise<Published> {
  const known = new Map(there.map((row) => [keyOf(row), row]))
  const changed = wanted.filter((record) => {
    const row = known.get(keyOf(record))
    return !row || canonical(JSON.parse(row.body)) !== canonical(record.body)
  })
  const kept = new Set(wanted.map(keyOf))
  const gone = there.filter((row) => !kept.has(keyOf(row)))

  const versions = new Map<Space, number>()
  for (const space of [...new Set([...changed, ...gone].map(({ space }) => space))].sort())
    versions.set(space, await advance(tx, department, space))
  const drafts = [
    ...gone.map(({ space, type, id, entity }) => ({ space, type, id, entity, body: null })),
    ...changed.map(({ space, type, id, entity, body }) => ({ space, type, id, entity, body: JSON.stringify(body) })),
  ]
  for (const draft of drafts) await putRecord(tx, department, { ...draft, version: versions.get(draft.space) ?? 0 })
  const added = changed.filter((record) => !known.has(keyOf(record))).length
  return {
    added,
    changed: changed.length - added,
    removed: gone.length,
    same: wanted.length - changed.length,
  }
}

const keyOf = ({ space, type, id }: { space: string; type: string; id: string }) => `${space} ${type} ${id}`
