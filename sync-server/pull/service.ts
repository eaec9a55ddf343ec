import { ok, type Result } from '#domain/result.ts'
import { type Space, spaceSchema } from '#domain/spaces.ts'
import { digestOf } from '#domain/sync/digest.ts'
import type { Instant } from '#domain/time.ts'
import type { PullAnswer, SpacePage, WireRecord } from '#protocol/pull.ts'
import { sightOf } from '../access/spaces.ts'
import type { RequestRefusal } from '../http/answers.ts'
import type { Who } from '../session/who.ts'
import { backedHeads, lastBackup } from '../store/backups.ts'
import { changesAfter, changesAt, heldIn, type RecordRow } from '../store/records.ts'
import { type Extent, epochOf, extentsOf } from '../store/spaces.ts'
import type { Store, Tx } from '../store/store.ts'

/** Most records, and most characters of their bodies, in one answer; one version is never cut. [SY5] */
export const PAGE_RECORDS = 400
export const PAGE_CHARS = 512 * 1024

interface Pull {
  who: Who
  cursors: Readonly<Record<string, number>>
  /** heads at which spaces were begun that come over several pages */
  bases?: Readonly<Record<string, number>> | undefined
  digests?: Readonly<Record<string, string>> | undefined
  /** the newest backup that the phone knows of; undefined from builds that do not ask */
  backup?: string | undefined
  received: Instant
}
type News = Omit<PullAnswer, 'nonce' | 'at'>

/** What is new since the cursors, in every space that the account may keep, as of one moment. [SY5, AC3] */
export const pull = ({ store }: { store: Store }, request: Pull): Promise<Result<News, RequestRefusal>> =>
  store.read(request.who.departmentId, async (tx) => ok(await newsFor(tx, request)))

async function newsFor(tx: Tx, request: Pull): Promise<News> {
  const { who, cursors, bases = {}, digests = {}, received } = request
  const department = who.departmentId
  const { kept } = await sightOf(tx, who, received)
  const extents = await extentsOf(tx, department, kept)
  const pages: SpacePage[] = []
  const budget = { records: PAGE_RECORDS, chars: PAGE_CHARS }
  let more = false
  for (const space of kept) {
    const extent = extents.get(space) ?? { head: 0, floor: 0 }
    const asked = { cursor: cursors[space] ?? 0, base: bases[space] ?? 0 }
    const start = startIn(extent, asked) ?? (await healing(tx, who, { space, ...extent, digest: digests[space] }))
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
  const lost = lostAmong(Object.keys(cursors), kept)
  return { epoch: await epochOf(tx, department), pages, lost, more, ...(await newBackup(tx, request, kept)) }
}

/** Told once: what it holds, phones may let go of. [BK10] */
async function newBackup(tx: Tx, { who, backup }: Pull, kept: readonly Space[]): Promise<Pick<News, 'backup'>> {
  const made = backup === undefined ? null : await lastBackup(tx, who.departmentId)
  if (made === null || made === backup) return {}
  return { backup: { made, heads: await backedHeads(tx, who.departmentId, kept) } }
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
  who: Who,
  { space, head, digest }: { space: Space; head: number; digest: string | undefined },
): Promise<Start | null> {
  if (digest === undefined || digest === digestOf(await heldIn(tx, who.departmentId, space))) return null
  return { from: 0, head, reset: true, base: head }
}

interface Budget {
  records: number
  chars: number
}

/** Whole versions only: what does not fit begins the next page. [SY5] */
async function pageOf(
  tx: Tx,
  { who, space, start, budget }: { who: Who; space: Space; start: Start; budget: Budget },
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
function fittingIn(rows: readonly RecordRow[], { records, chars }: Budget): number {
  let left = chars
  for (const [i, { body }] of rows.entries()) {
    left -= body?.length ?? 0
    if (i >= records || left < 0) return i
  }
  return rows.length
}

function spend<T extends { rows: RecordRow[] }>(budget: Budget, page: T): T {
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
function lostAmong(named: readonly string[], kept: readonly Space[]): Space[] {
  const still: ReadonlySet<string> = new Set(kept)
  return named.flatMap((name) => {
    const space = spaceSchema.safeParse(name)
    return space.success && !still.has(space.data) ? [space.data] : []
  })
}
