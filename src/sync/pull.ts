import type { Space } from '#domain/spaces.ts'
import type { PullAnswer, SpacePage } from '#protocol/pull.ts'
import { forgetPlaces, lookThrough } from '#storage/aside.ts'
import { applyCheckpoint, pullFrom, stage } from '#storage/checkpoint.ts'
import { type AccountDb, getMeta, setMeta } from '#storage/db.ts'
import { isStuck } from '#storage/stuck.ts'
import type { Cycle } from './cycle.ts'
import type { Setback } from './transport.ts'

/** How often a pull that another tab overtook begins anew; the other tab then did its work. */
const STARTS = 4
const COMPARE_EVERY_MS = 24 * 3_600_000

/**
 * Brings one whole checkpoint: pages are staged until there are no more and then become true together. [SY5]
 * It runs whatever became of the push before it. [SY11]
 */
export async function pullNews(cycle: Cycle): Promise<Setback | null> {
  for (let start = 0; start < STARTS && !cycle.signal.aborted; start += 1) {
    const outcome = await pullOnce(cycle)
    if (outcome !== 'overtaken') return outcome
  }
  return null
}

/** Databases of which it is known since they were opened that a pull can go on from where they stand. [PR4] */
const looked = new WeakSet<AccountDb>()

async function pullOnce(cycle: Cycle): Promise<Setback | null | 'overtaken'> {
  const { db, transport, clock, signal, show, heard } = cycle
  const line = await db.outbox.toArray()
  const settled = new Set(line.filter(({ verdict }) => verdict).map(({ mid }) => mid))
  const stuck = line.filter((row) => isStuck(row, clock())).length
  const lost = new Set<Space>()
  let records = 0
  if (!looked.has(db)) await forgetPlaces(db)
  looked.add(db)
  const isDue = await isComparisonDue(cycle)
  if (isDue && (await db.cursors.count()) > 0) await lookThrough(db, clock())
  let compared = false
  let told: PullAnswer | null = null
  for (let more = true, first = true; more; first = false) {
    const known = await getMeta(db, 'epoch')
    const asked = await pullFrom(db, isDue && first)
    const askedAt = clock()
    const outcome = await transport.pull({ ...asked, ...(stuck > 0 && first ? { stuck } : {}) }, signal)
    if (signal.aborted) return null
    if (outcome.kind !== 'answer') return outcome
    const { at, epoch, pages } = outcome.value
    heard(at, askedAt)
    if (await isNewEpoch(cycle, known, epoch)) return 'overtaken'
    for (const space of outcome.value.lost) lost.add(space)
    if (pages.length > 0 && (await stage(db, pages, epoch)) === 'overtaken') return 'overtaken'
    told = outcome.value
    for (const page of pages) records += page.records.length
    if (asked.digests) compared = wasCompared(asked.digests, pages)
    more = outcome.value.more && pages.length > 0
    show({ pulling: more ? { records } : null })
  }
  if ((await applyCheckpoint(db, [...lost], settled, told?.epoch)) === 'overtaken') return 'overtaken'
  if (compared) await setMeta(db, 'comparedAt', clock())
  if (told?.backup)
    await (await import('#storage/backed-up.ts')).letGoOfBackedUp(db, { ...told.backup, epoch: told.epoch })
  return null
}

/** A space that had news was not compared: it is in the next round. What begins from nothing needs no comparison. */
const wasCompared = (digests: Readonly<Record<string, string>>, pages: readonly SpacePage[]): boolean =>
  Object.keys(digests).length === 0 || pages.every(({ reset }) => reset)

/** Once a day by whatever clock this device has: rows that a database lost by itself come back. [SY15] */
async function isComparisonDue({ db, clock }: Cycle): Promise<boolean> {
  const last = await getMeta(db, 'comparedAt')
  return last === undefined || Math.abs(clock() - last) >= COMPARE_EVERY_MS
}

/**
 * A restored server: everything that it may have lost goes in line again, and this copy of its records begins anew.
 * The code for it is fetched when it is needed, from what the app keeps on the device. [BK8]
 */
async function isNewEpoch({ db }: Cycle, known: string | undefined, epoch: string): Promise<boolean> {
  if (known === epoch || (!known && (await isFirst(db, epoch)))) return false
  await (await import('#storage/replay.ts')).beginReplay(db, known, epoch)
  return true
}

/** Keeps the first epoch that this copy hears of, unless an answer lies here already: whose that was is not known. */
const isFirst = (db: AccountDb, epoch: string): Promise<boolean> =>
  db.transaction('rw', [db.meta, db.outbox], async () => {
    const known = await getMeta(db, 'epoch')
    if (known || (await db.outbox.filter(({ verdict }) => verdict !== null).count()) > 0) return known === epoch
    await setMeta(db, 'epoch', epoch)
    return true
  })
