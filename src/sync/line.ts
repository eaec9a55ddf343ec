import type { Envelope } from '#protocol/envelope.ts'
import { PUSH_LIMIT } from '#protocol/push.ts'
import type { OutboxRow } from '#storage/tables.ts'
import { isPutOff } from './backoff.ts'

/** Bytes of JSON in one push; well under what the server takes, so that a slow network gets some of it through. */
const BATCH_BYTES = 512 * 1024

const isIncident = ({ name }: OutboxRow) => name.startsWith('incident.')

export const envelopeOf = ({ mid, seq, name, schema, entity, args, device, before }: OutboxRow): Envelope =>
  ({ mid, seq, name, schema, entity, args, device, before }) as Envelope

/**
 * What may leave now, in the order in which it leaves: incidents before anything else, then by `seq`. A change
 * never overtakes an earlier one of the same record: it waits behind it, and pulls it forward with itself. [SY1]
 * @param now ms since 1970
 */
export function lineUp(rows: readonly OutboxRow[], now: number): OutboxRow[] {
  const unsent = rows.filter(({ verdict }) => verdict === null).sort((a, b) => a.seq - b.seq)
  const urgent = new Set(unsent.filter(isIncident).map(({ entity }) => entity))
  const held = new Set<string>()
  // after a restore a thing goes again that was refused and thrown away: throwing it away comes after its refusal
  const mids = new Set<string>(unsent.map(({ mid }) => mid))
  const due = unsent.filter(({ entity, notBefore }) => {
    if (isPutOff(notBefore, now) || mids.has(entity)) held.add(entity)
    return !held.has(entity)
  })
  return [...due.filter(({ entity }) => urgent.has(entity)), ...due.filter(({ entity }) => !urgent.has(entity))]
}

/**
 * The next request's changes. One that stood out before (`notBefore` is set) goes alone and after the others;
 * with a limit of one, those that were tried least go first, so that nothing stands for ever at the head. [SY8]
 * @param skip mids that failed alone a moment ago
 */
export function nextBatch(
  rows: readonly OutboxRow[],
  now: number,
  limit: number,
  skip: ReadonlySet<string>,
): OutboxRow[] {
  const due = withoutSkipped(lineUp(rows, now), skip)
  const suspects = new Set(due.filter(({ notBefore }) => notBefore > 0).map(({ entity }) => entity))
  const plain = due.filter(({ entity }) => !suspects.has(entity))
  const lone = plain.length === 0 ? due : limit === 1 ? firstOfEach(plain).sort((a, b) => a.tries - b.tries) : null
  return lone ? lone.slice(0, 1) : fitting(plain.slice(0, Math.min(limit, PUSH_LIMIT)))
}

/** What follows a skipped change of the same record is skipped with it. */
function withoutSkipped(due: readonly OutboxRow[], skip: ReadonlySet<string>): OutboxRow[] {
  const held = new Set<string>()
  return due.filter(({ mid, entity }) => {
    if (skip.has(mid)) held.add(entity)
    return !held.has(entity)
  })
}

function firstOfEach(rows: readonly OutboxRow[]): OutboxRow[] {
  const seen = new Set<string>()
  return rows.filter(({ entity }) => !seen.has(entity) && seen.add(entity))
}

function fitting(rows: readonly OutboxRow[]): OutboxRow[] {
  const encoder = new TextEncoder()
  let bytes = 0
  const end = rows.findIndex((row, i) => {
    bytes += encoder.encode(JSON.stringify(envelopeOf(row))).length
    return i > 0 && bytes > BATCH_BYTES
  })
  return end === -1 ? [...rows] : rows.slice(0, end)
}
