import type { Receipt } from '#domain/receipts/receipt.ts'
import type { Space } from '#domain/spaces.ts'
import { digestOf } from '#domain/sync/digest.ts'
import type { SpacePage } from '#protocol/pull.ts'
import { type AccountDb, getMeta } from './db.ts'
import { isSoundRecord } from './sound.ts'
import type { CursorRow, JournalRow, OutboxRow, StagedRow } from './tables.ts'
import { stands } from './views.ts'

/** What a pull asks from: the cursors, and what the server must know of them. */
export interface PullFrom {
  cursors: Record<string, number>
  bases?: Record<string, number>
  digests?: Record<string, string>
  /** when the newest backup that this device has heard of was made; empty for none. [BK10] */
  backup?: string
}

/**
 * The cursors a pull starts from: those applied, moved on by what is already staged; with the heads at which
 * unfinished spaces were begun. [SY5, SY14]
 * @param healing also tells what is held at the cursors; left out while pages are staged. [SY15]
 */
export const pullFrom = (db: AccountDb, healing: boolean): Promise<PullFrom> =>
  db.transaction('r', [db.cursors, db.staged, db.records, db.meta], async () => {
    const backup = (await getMeta(db, 'backup')) ?? ''
    const applied = await db.cursors.toArray()
    const staged = await db.staged.orderBy('n').toArray()
    const cursors = reached(applied, staged)
    if (healing && staged.length === 0) return { cursors, backup, digests: await digestsOf(db, applied) }
    const bases = basesOf(staged)
    return Object.keys(bases).length > 0 ? { cursors, backup, bases } : { cursors, backup }
  })

/** Reads keys only, no bodies. */
async function digestsOf(db: AccountDb, applied: readonly CursorRow[]): Promise<Record<string, string>> {
  const held = new Map<string, { type: string; id: string; version: number }[]>(applied.map(({ space }) => [space, []]))
  await db.records.orderBy('[space+type+version]').eachKey((key, { primaryKey: [, , id] }) => {
    const [space, type, version] = key as unknown as [string, string, number]
    held.get(space)?.push({ type, id, version })
  })
  return Object.fromEntries([...held].map(([space, rows]) => [space, digestOf(rows)]))
}

/** Of each space the newest page's: a page without one is the last of its space. */
function basesOf(staged: readonly StagedRow[]): Record<string, number> {
  const bases: Record<string, number> = {}
  for (const { page } of staged) {
    if (page.base === undefined) delete bases[page.space]
    else bases[page.space] = page.base
  }
  return bases
}

/**
 * Keeps the pages of one answer until the whole checkpoint is there; a cut on the way loses none of them.
 * Pages that do not go on from where the staged ones end, or are of a server that was restored since, came too late:
 * another tab was faster. [SY5, BK8]
 * @param epoch of the server that gave them
 */
export const stage = (db: AccountDb, pages: readonly SpacePage[], epoch?: string): Promise<'staged' | 'overtaken'> =>
  db.transaction('rw', [db.cursors, db.staged, db.meta], async () => {
    const cursors = reached(await db.cursors.toArray(), await db.staged.orderBy('n').toArray())
    if ((await getMeta(db, 'epoch')) !== epoch) return 'overtaken'
    if (!follows(pages, cursors)) return 'overtaken'
    await db.staged.bulkAdd(pages.map((page) => ({ page })))
    return 'staged'
  })

/**
 * Makes a whole checkpoint true in one transaction: records, cursors, and the outbox rows that it confirms.
 * It compares the cursors it started from before it swaps them: a tab that lost the race changes nothing. [SY5, SY6]
 * @param lost spaces that the server no longer gives to this account: purged
 * @param settled the mids whose verdict was known before the pull began; only those can be confirmed by it
 * @param epoch of the server that gave it: what another tab began anew is not of it. [BK8]
 */
export async function applyCheckpoint(
  db: AccountDb,
  lost: readonly Space[],
  settled: ReadonlySet<string>,
  epoch?: string,
): Promise<'applied' | 'overtaken'> {
  const tables = [db.records, db.cursors, db.outbox, db.staged, db.journal, db.drafts, db.meta]
  return db.transaction('rw', tables, async () => {
    if ((await getMeta(db, 'epoch')) !== epoch) return 'overtaken'
    const pages = (await db.staged.orderBy('n').toArray()).map(({ page }) => page)
    const from = reached(await db.cursors.toArray(), [])
    await db.staged.clear()
    if (!follows(pages, from)) return 'overtaken'
    // begun from nothing: what lies here is of a server that has been restored since. [BK8]
    if (Object.keys(from).length === 0 && pages.length > 0) await db.records.clear()
    for (const page of pages) await applyPage(db, page)
    const cursors = new Map(Object.entries(from))
    for (const { space, to } of pages) cursors.set(space, to)
    await db.cursors.bulkPut(pages.map(({ space }) => ({ space, version: cursors.get(space) ?? 0 })))
    for (const space of lost) {
      await db.records.where('space').equals(space).delete()
      await db.cursors.delete(space)
      cursors.delete(space)
    }
    const confirmed = (await db.outbox.toArray()).filter((row) => settled.has(row.mid) && isConfirmed(row, cursors))
    await db.outbox.bulkDelete(confirmed.map(({ mid }) => mid))
    await keepInJournal(db, confirmed)
    await keepHere(db, confirmed)
    return 'applied'
  })
}

/**
 * A draft that the server would not carry is this device's alone, also after the refusal was thrown away: nobody may
 * take it for one that went on elsewhere. [HO6]
 */
async function keepHere(db: AccountDb, confirmed: readonly OutboxRow[]): Promise<void> {
  for (const row of confirmed)
    if (!stands(row))
      await db.drafts
        .filter(({ carried }) => carried === row.mid)
        .modify((draft) => {
          delete draft.carried
        })
}

/** How many changes a device keeps that no backup of the server is known to hold; shown where storage is told. */
export const JOURNAL_CAP = 2000

/**
 * What leaves the line stays here with the server's word until a backup holds it, so that a server that was
 * restored can have it again. In the transaction that takes it out of the line. [BK9]
 */
async function keepInJournal(db: AccountDb, confirmed: readonly OutboxRow[]): Promise<void> {
  const rows: JournalRow[] = []
  for (const { verdict, seeds: _seeds, before: _before, ...row } of confirmed.toSorted((a, b) => a.seq - b.seq)) {
    const receipts = await db.records.where('[type+id]').equals(['receipt', row.mid]).toArray()
    if (verdict)
      rows.push({ ...row, verdict, receipts: receipts.filter(isSoundRecord).map(({ body }) => body as Receipt) })
  }
  if (rows.length === 0) return
  await db.journal.bulkAdd(rows)
  const over = (await db.journal.count()) - JOURNAL_CAP
  if (over > 0) await db.journal.orderBy('n').limit(over).delete()
}

function reached(applied: readonly CursorRow[], staged: readonly StagedRow[]): Record<string, number> {
  const cursors: Record<string, number> = {}
  for (const { space, version } of applied) cursors[space] = version
  for (const { page } of staged) cursors[page.space] = page.to
  return cursors
}

/** Whether the pages go on, one after the other, from where the cursors stand. A reset begins anew. */
function follows(pages: readonly SpacePage[], from: Readonly<Record<string, number>>): boolean {
  const cursors = new Map(Object.entries(from))
  return pages.every((page) => {
    const fits = page.reset === true || (cursors.get(page.space) ?? 0) === page.from
    cursors.set(page.space, page.to)
    return fits
  })
}

async function applyPage(db: AccountDb, page: SpacePage): Promise<void> {
  const { space } = page
  if (page.reset) await db.records.where('space').equals(space).delete()
  for (const { type, id, entity, version, body } of page.records) {
    if (body === null) await db.records.delete([space, type, id])
    else await db.records.put({ space, type, id, entity, version, body })
  }
}

/** Its effects are here, or belong to spaces that this device does not follow. */
function isConfirmed({ verdict }: OutboxRow, cursors: ReadonlyMap<string, number>): boolean {
  if (!verdict) return false
  return verdict.spaces.every(([space, version]) => {
    const reached = cursors.get(space)
    return reached === undefined || reached >= version
  })
}
