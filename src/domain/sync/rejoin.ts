import type { Receipt } from '../receipts/receipt.ts'
import type { Change, RecordBodies, RecordType } from '../records.ts'
import type { Instant } from '../time.ts'

interface Entry {
  id: string
  stamps: { received: Instant | null }
  no?: number
}

/**
 * A change that a restored server takes in again, among others that came back before it: what it added stands
 * where it stood, in the order in which the lost server received, and a report keeps its number. [BK7]
 * @param mid of the change, which is the id of the entry that it added
 * @param receipt which tells a report's number; null where there is none
 */
export const rejoined = (changes: readonly Change[], mid: string, receipt: Receipt | null): Change[] => {
  const payload = receipt?.payload
  const no = payload?.kind === 'incident.report' || payload?.kind === 'piece.version' ? payload.no : null
  return changes.map((change) => {
    if (!('put' in change) || !('timeline' in change.body)) return change
    const timeline = (change.body.timeline as Entry[])
      .map((entry) => (entry.id === mid && no !== null ? { ...entry, no } : entry))
      .sort((a, b) => compare(a.stamps.received, b.stamps.received))
    return { ...change, body: { ...change.body, timeline } as RecordBodies[RecordType] } as Change
  })
}

const compare = (a: Instant | null, b: Instant | null): number => ((a ?? '') < (b ?? '') ? -1 : a === b ? 0 : 1)
