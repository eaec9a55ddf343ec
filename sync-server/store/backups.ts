import type { DepartmentId } from '#domain/ids.ts'
import { type Numbered, REGISTERS } from '#domain/mutation.ts'
import type { Space } from '#domain/spaces.ts'
import { hanoiYear, type Instant, msOf } from '#domain/time.ts'
import { keepNumber, lastNumbers } from './registers.ts'
import { epochOf } from './spaces.ts'
import type { Tx } from './store.ts'

/** Where a department stands: its epoch, and the head of every space. */
export interface Standing {
  department: DepartmentId
  epoch: string
  heads: [space: string, head: number][]
}

export async function standingOf(tx: Tx, department: DepartmentId): Promise<Standing> {
  const spaces = await tx
    .selectFrom('spaces')
    .select(['id', 'head'])
    .where('department', '=', department)
    .orderBy('id')
    .execute()
  return { department, epoch: await epochOf(tx, department), heads: spaces.map(({ id, head }) => [id, head]) }
}

/** Remembers what a verified backup holds; from then on phones may let go of it. [BK3] */
export async function keepBackedUp(tx: Tx, { department, heads }: Standing, madeAt: Instant): Promise<void> {
  await tx
    .insertInto('backups')
    .values({ department, made_at: madeAt })
    .onConflict((on) => on.column('department').doUpdateSet({ made_at: madeAt }))
    .execute()
  for (const [space, head] of heads)
    await tx
      .insertInto('backed_heads')
      .values({ department, space, head })
      .onConflict((on) => on.columns(['department', 'space']).doUpdateSet({ head }))
      .execute()
}

/** When the newest verified backup was made, if there is one. */
export async function lastBackup(tx: Tx, department: DepartmentId): Promise<Instant | null> {
  const row = await tx.selectFrom('backups').select('made_at').where('department', '=', department).executeTakeFirst()
  return (row?.made_at as Instant | undefined) ?? null
}

/** Where spaces stood in the newest backup; those that it does not know stood at 0. */
export async function backedHeads(
  tx: Tx,
  department: DepartmentId,
  spaces: readonly Space[],
): Promise<[Space, number][]> {
  if (spaces.length === 0) return []
  const rows = await tx
    .selectFrom('backed_heads')
    .select(['space', 'head'])
    .where('department', '=', department)
    .where('space', 'in', spaces)
    .execute()
  const found = new Map(rows.map(({ space, head }) => [space, head]))
  return spaces.map((space) => [space, found.get(space) ?? 0])
}

/** How many numbers of each series a restored server leaves free for what phones will bring back. */
export const NUMBERS_LEFT_FREE = 500

/**
 * A backup took the place of a server that is gone: the department gets a new epoch, by which phones know it, and
 * its registers begin beyond the numbers that the lost server may have given. [BK5, RG2]
 */
export async function beginEpoch(
  tx: Tx,
  department: DepartmentId,
  { epoch, now, backupAt }: { epoch: string; now: Instant; backupAt: Instant },
): Promise<Standing> {
  await tx.updateTable('departments').set({ epoch }).where('id', '=', department).execute()
  await tx.insertInto('restores').values({ department, epoch, at: now, backup_at: backupAt }).execute()
  for (const year of new Set([hanoiYear(backupAt), hanoiYear(now)])) {
    const last = await lastNumbers(tx, department, year)
    for (const name of REGISTERS)
      await keepNumber(tx, department, { name, year, last: (last.get(name) ?? 0) + NUMBERS_LEFT_FREE })
  }
  const standing = await standingOf(tx, department)
  await tx.deleteFrom('backed_heads').where('department', '=', department).execute()
  await keepBackedUp(tx, standing, backupAt)
  return standing
}

/** How long after a restore what phones bring back waits for what other phones have yet to bring. */
const GATHERING_MS = 14 * 24 * 3_600_000

/** How many numbers of a record's versions a restored server leaves free for those that phones will bring back. */
const VERSIONS_LEFT_FREE = 10

/**
 * How far the first new version since a restore jumps, while phones may still bring back those that the lost server
 * had numbered: no number is given twice. [RG2]
 */
export async function versionsLeftFree(
  tx: Tx,
  department: DepartmentId,
  now: Instant,
): Promise<(versions: readonly Numbered[]) => number> {
  const restored = await lastRestore(tx, department)
  if (restored === null || msOf(now) - msOf(restored) >= GATHERING_MS) return () => 0
  const isBefore = ({ stamps }: Numbered) => stamps.received !== null && stamps.received < restored
  return (versions) => (versions.length > 0 && versions.every(isBefore) ? VERSIONS_LEFT_FREE : 0)
}

/** Whether phones are still expected to bring back what a restored server lost. [BK7] */
export async function isGathering(tx: Tx, department: DepartmentId, now: Instant): Promise<boolean> {
  const restored = await lastRestore(tx, department)
  return restored !== null && msOf(now) - msOf(restored) < GATHERING_MS
}

/** When this database was last restored; null if never. */
export async function lastRestore(tx: Tx, department: DepartmentId): Promise<Instant | null> {
  const row = await tx
    .selectFrom('restores')
    .select((e) => e.fn.max('at').as('at'))
    .where('department', '=', department)
    .executeTakeFirst()
  return (row?.at ?? null) as Instant | null
}

export interface StoredPhoto {
  id: string
  size: number
  sha256: string
}

/** Every photo whose bytes the server vouches for. */
export const storedPhotos = (tx: Tx, department: DepartmentId): Promise<StoredPhoto[]> =>
  tx
    .selectFrom('photos')
    .select(['id', 'size', 'sha256'])
    .where('department', '=', department)
    .where('stored_at', 'is not', null)
    .orderBy('id')
    .execute()

/** These bytes are not here after all: whoever still holds them may bring them again. */
export async function forgetStored(tx: Tx, department: DepartmentId, id: string): Promise<void> {
  await tx
    .updateTable('photos')
    .set({ stored_at: null })
    .where('department', '=', department)
    .where('id', '=', id)
    .execute()
}

/** The next receipts, as they are stored. @param after the id of the last that was read, empty for none */
export async function receiptBodies(
  tx: Tx,
  department: DepartmentId,
  after: string,
): Promise<{ id: string; body: string }[]> {
  const rows = await tx
    .selectFrom('records')
    .select(['id', 'body'])
    .where('department', '=', department)
    .where('type', '=', 'receipt')
    .where('body', 'is not', null)
    .where('id', '>', after)
    .orderBy('id')
    .limit(500)
    .execute()
  return rows as { id: string; body: string }[]
}
