import { type Space, spaceSchema } from '#domain/spaces.ts'
import { digestOf } from '#domain/sync/digest.ts'
import type { PullAnswer, SpacePage, WireRecord } from '#protocol/pull.ts'
import { copyOf } from '../access/spaces.ts'
import type { Reader } from '../session/who.ts'
import { backedHeads } from '../store/backups.ts'
import { changesAfter, changesAt, heldIn, type RecordRow } from '../store/records.ts'
import type { Extent } from '../store/spaces.ts'
import type { Tx } from '../store/store.ts'

/**
 * Most records, and most characters of their bodies, in one answer; one version is never cut. Two hundred reports
 * with their receipts fit, and still come through within a phone's patience at 20 kbit/s. [SY5]
 */
export const PAGE_RECORDS = 400
export const PAGE_CHARS = 640 * 1024

interface Pull {
  who: Reader
  cursors: Readonly<Record<string, number>>
  /** heads at which spaces were begun that come over several pages */
  bases?: Readonly<Record<string, number>> | undefined
  digests?: Readonly<Record<string, string>> | undefined
  /** the newest backup that the phone knows of; undefined from builds that do not ask */
  backup?: string | undefined
}
type News = Omit<PullAnswer, 'nonce' | 'at'>

/** How much one answer may hold. */
export interface PageSize {
  records: number
  /** of bodies */
  chars: number
}
const PAGE: PageSize = { records: PAGE_RECORDS, chars: PAGE_CHARS }

/** What is new since the cursors, in every space that the account may keep, as of one moment. [SY5, AC3] */
export async function pull(tx: Tx, request: Pull, page: Readonly<PageSize> = PAGE): Promise<News> {
  const { who, cursors, bases = {}, digests = {} } = request
  const copy = await copyOf(tx, who)
  const pages: SpacePage[] = []
  const budget = { ...page }
  let more = false
  for (const [space, extent] of copy.extents) {
    const asked = { cursor: cursors[space] ?? 0, base: bases[space] ?? 0 }
    const digest = digests[space]
    let start = startIn(extent, asked)
    if (!start && digest !== undefined) start = await healing(tx, who, { space, head: extent.head, digest })
    if (!start) continue
    if (budget.records <= 0 || budget.chars <= 0) {
      more = true
      break
    }
    const { rows, to, cut } = await pageOf(tx, { who, space, start, budget })
    const reset = start.reset ? { reset: true as const } : {}
    const base = cut && start.base > 0 ? { base: start.base } : {}
    pages.push({ space, from: start.from, to, ...reset, ...base, records: rows.map(asWire) })
    more ||= cut
  }
  const lost = lostAmong(Object.keys(cursors), copy.extents)
  const news = { epoch: copy.epoch, pages, lost, more }
  // told once: what it holds, phones may let go of [BK10]
  const made = copy.backup
  if (request.backup === undefined || made === null || made === request.backup) return news
  return { ...news, backup: { made, heads: await backedHeads(tx, who.departmentId, [...copy.extents.keys()]) } }
}

interface Start {
  from: number
  head: number
  reset: boolean
  /** the head when this copy was begun from nothing; 0 when that is over */
  base: number
}

/**
 * Where reading begins, or null when there is no news. A cursor that the server cannot answer starts anew; one
 * that is on its way through a space that was begun above the floor misses no removal. [SY10, SY14]
 */
function startIn({ head, floor }: Extent, { cursor, base }: { cursor: number; base: number }): Start | null {
  const begun = base <= head ? base : 0
  const reset = cursor > head || (cursor > 0 && cursor < floor && begun < floor)
  if (reset) return { from: 0, head, reset, base: head }
  return cursor < head ? { from: cursor, head, reset, base: cursor === 0 ? head : begun } : null
}

/** A copy that should be whole and holds something else begins anew. [SY15] */
async function healing(
  tx: Tx,
  who: Reader,
  { space, head, digest }: { space: Space; head: number; digest: string },
): Promise<Start | null> {
  if (digest === digestOf(await heldIn(tx, who.departmentId, space))) return null
  return { from: 0, head, reset: true, base: head }
}

/** Whole versions only: what does not fit begins the next page. [SY5] */
async function pageOf(
  tx: Tx,
  { who, space, start, budget }: { who: Reader; space: Space; start: Start; budget: PageSize },
): Promise<{ rows: RecordRow[]; to: number; cut: boolean }> {
  const { from, head } = start
  const limit = budget.records + 1
  const found = await changesAfter(tx, who.departmentId, space, { from, limit })
  const fitting = fittingIn(found, budget)
  const next = found[fitting]
  if (!next) return spend(budget, { rows: found, to: head, cut: false })
  const rows = found.slice(0, fitting).filter(({ version }) => version < next.version)
  const last = rows.at(-1)
  if (last) return spend(budget, { rows, to: last.version, cut: true })
  // one version that is larger than a page goes whole
  const version = next.version
  const whole = await changesAt(tx, who.departmentId, space, { version, tombstones: from > 0 })
  return spend(budget, { rows: whole, to: version, cut: version < head })
}

/** How many rows from the start fit; all that were found when the budget holds them. */
function fittingIn(rows: readonly RecordRow[], { records, chars }: PageSize): number {
  let left = chars
  for (const [i, { body }] of rows.entries()) {
    left -= body?.length ?? 0
    if (i >= records || left < 0) return i
  }
  return rows.length
}

function spend<T extends { rows: RecordRow[] }>(budget: PageSize, page: T): T {
  budget.records -= page.rows.length
  budget.chars -= page.rows.reduce((sum, { body }) => sum + (body?.length ?? 0), 0)
  return page
}

const asWire = ({ type, id, entity, version, body }: RecordRow): WireRecord => ({
  type,
  id,
  entity,
  version,
  body: body === null ? null : JSON.parse(body),
})

/** Spaces that a phone still has a copy of and may keep no longer. [SY10] */
function lostAmong(named: readonly string[], kept: ReadonlyMap<string, unknown>): Space[] {
  return named.flatMap((name) => {
    const space = kept.has(name) ? null : spaceSchema.safeParse(name)
    return space?.success ? [space.data] : []
  })
}
