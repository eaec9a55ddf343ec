import { summaryOf as monthlySummaryOf } from '../monthly-reports/summary.ts'
import type { Receipt } from '../receipts/receipt.ts'
import type { Change, RecordBodies, RecordType } from '../records.ts'
import type { Instant } from '../time.ts'
import { planSummaryOf } from '../unit-plans/summary.ts'

interface Entry {
  id: string
  stamps: { received: Instant | null }
  no?: number
  /** the place that answers about a version of a piece */
  unitId?: string
}
type Put = Extract<Change, { put: unknown }>
type Told = Extract<Put, { body: { timeline: unknown } }>

/**
 * A change that a restored server takes in again, among others that came back before it: what it added stands
 * where it stood, in the order in which the lost server received, a version keeps its number, the record bears the
 * code that its first version was given, and what is summed up of it is summed up anew. [BK7]
 * @param mid of the change, which is the id of the entry that it added
 * @param receipt which tells a version's number and code; null where there is none
 * @param restored when the server was restored
 */
export const rejoined = (
  changes: readonly Change[],
  mid: string,
  receipt: Receipt | null,
  restored: Instant,
): Change[] =>
  changes.flatMap((change) => {
    if (!('put' in change) || !('timeline' in change.body)) return isSummary(change) ? [] : [change]
    const placed = { ...change, body: placedIn(change.body as Told['body'], { mid, receipt, restored }) } as Put
    return [placed, ...summaryOf(placed)]
  })

interface Return {
  mid: string
  receipt: Receipt | null
  restored: Instant
}

function placedIn(body: Told['body'], { mid, receipt, restored }: Return): RecordBodies[RecordType] {
  const { no, code } = { no: undefined, code: undefined, ...receipt?.payload }
  const timeline = (body.timeline as Entry[])
    .map((entry) => (entry.id === mid && no !== undefined ? { ...entry, no } : entry))
    .sort((a, b) => compare(a.stamps.received, b.stamps.received))
    .map((entry, at, all) =>
      entry.unitId !== undefined && (entry.stamps.received ?? '') < restored
        ? { ...entry, no: sentBefore(all, at) }
        : entry,
    )
  const isFirst = timeline.find((entry) => entry.no !== undefined)?.id === mid
  return { ...body, timeline, ...(isFirst && code !== undefined ? { code } : {}) } as RecordBodies[RecordType]
}

/**
 * What a place answered the lost server was about the version that lay before it then, and not about the newest of
 * today; that version may come back after the answer. [PI3]
 */
const sentBefore = (timeline: readonly Entry[], at: number): number | undefined =>
  (timeline.slice(0, at).findLast(({ unitId, no }) => unitId === undefined && no !== undefined) ?? timeline[at])?.no

const isSummary = (change: Change): boolean =>
  'put' in change && (change.put === 'monthly_summary' || change.put === 'unit_plan_summary')

/** [MR12] */
function summaryOf({ put, body, id, entity, space }: Put): Change[] {
  if (put === 'monthly_report')
    return [
      { put: 'monthly_summary', id, entity, space, body: monthlySummaryOf(body as RecordBodies['monthly_report']) },
    ]
  if (put === 'unit_plan')
    return [{ put: 'unit_plan_summary', id, entity, space, body: planSummaryOf(body as RecordBodies['unit_plan']) }]
  return []
}

const compare = (a: Instant | null, b: Instant | null): number => ((a ?? '') < (b ?? '') ? -1 : a === b ? 0 : 1)
