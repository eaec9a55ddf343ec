import type { DepartmentId } from '#domain/ids.ts'
import { type Instant, instantOf, msOf } from '#domain/time.ts'
import { departments } from '../store/organisation.ts'
import { SERVER, type Store } from '../store/store.ts'
import { anyTombstone, forgetTombstones, markBefore, markSpace, spacesWithMarks } from '../store/tombstones.ts'

const DAY_MS = 24 * 3_600_000
/** Eighteen months: as long as an old build's pushes are taken. */
export const REMEMBERED_DAYS = 548
/** A space is marked no more often than this; nothing is forgotten earlier, only up to so much later. */
const MARK_EVERY_MS = 28 * DAY_MS

/**
 * Marks how far the spaces of a department have come, and forgets removals that every phone had long enough to
 * hear of. One short write a space, so that reports never wait for it. [SY14]
 * @returns how many tombstones were forgotten
 */
export async function compact(
  store: Store,
  department: DepartmentId,
  { now, days = REMEMBERED_DAYS }: { now: Instant; days?: number },
): Promise<number> {
  const cutoff = instantOf(msOf(now) - days * DAY_MS)
  let forgotten = 0
  for (const { space, head, mark } of await store.read(department, (tx) => spacesWithMarks(tx, department))) {
    const isDue = !mark || (mark.version < head && msOf(now) - Date.parse(mark.at) >= MARK_EVERY_MS)
    const upTo = await store.read(department, async (tx) => {
      const marked = await markBefore(tx, department, space, cutoff)
      return marked !== null && (await anyTombstone(tx, department, space, marked)) ? marked : null
    })
    if (!isDue && upTo === null) continue
    forgotten += await store.write(department, async (tx) => {
      if (isDue) await markSpace(tx, department, { space, version: head, at: now })
      return upTo === null ? 0 : forgetTombstones(tx, department, space, upTo)
    })
  }
  return forgotten
}

/** The same for every department. */
export async function compactAll(store: Store, now: Instant): Promise<number> {
  let forgotten = 0
  for (const { id } of await store.read(SERVER, departments))
    forgotten += await compact(store, id as DepartmentId, { now })
  return forgotten
}
