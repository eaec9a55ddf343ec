import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fail, ok, type Result } from '#domain/result.ts'
import type { Instant } from '#domain/time.ts'
import { syncFolder } from '../attachments/durable.ts'
import { beginEpoch, forgetStored, type Standing } from '../store/backups.ts'
import { copyAll } from '../store/copy.ts'
import { lockFolder } from '../store/lock.ts'
import { openSqlite } from '../store/sqlite.ts'
import { type Store, StoreTrouble } from '../store/store.ts'
import { checkRestored, countReceipts, type Fault } from './check.ts'
import { copyDurably, isWhole } from './copies.ts'
import { departmentsIn } from './departments.ts'
import { BACKUP_DATABASE, BACKUP_PHOTOS, type Manifest, readManifest } from './manifest.ts'

export interface Restored {
  manifest: Manifest
  standing: Standing[]
  receipts: number
  photos: number
}
export type RestoreFailure =
  | 'backup-unreadable'
  | 'server-running'
  | 'target-not-empty'
  | 'database-not-empty'
  | 'database-trouble'
  | Fault

export interface RestoreDeps {
  now: () => Instant
  newId: () => string
  /** a database without departments that takes the place of SQLite in the folder */
  into?: Store
}

/**
 * Puts a backup where a server can start on it, checks all of it there, and begins a new epoch, by which phones
 * know that they may have to bring back what came after the backup. The database comes last, all at once: a
 * restore that was cut off leaves nothing that a server would take for its data. [BK5]
 */
export async function restoreBackup(
  backup: string,
  target: string,
  { now, newId, into }: RestoreDeps,
): Promise<Result<Restored, RestoreFailure>> {
  const manifest = await readManifest(backup)
  if (!manifest) return fail('backup-unreadable')
  if (!(await isWhole(join(backup, BACKUP_DATABASE), manifest.database))) return fail('database-broken')
  if (into && (await departmentsIn(into)).length > 0) return fail('database-not-empty')

  const names = existsSync(target) ? await readdir(target) : []
  if (names.some((name) => name !== 'server.lock'))
    return fail((await isHeld(target)) ? 'server-running' : 'target-not-empty')
  await mkdir(target, { recursive: true, mode: 0o700 })
  const unlock = lockFolder(target)
  if (!unlock) return fail('server-running')
  const trial = join(target, 'restoring')
  try {
    await copyDurably(join(backup, BACKUP_DATABASE), join(trial, BACKUP_DATABASE))
    for (const { key } of manifest.photos)
      await copyDurably(join(backup, BACKUP_PHOTOS, key), join(trial, BACKUP_PHOTOS, key))
    const checked = await checkRestored(trial, manifest)
    if (!checked.ok) {
      await rm(trial, { recursive: true })
      return checked
    }
    const standing = await begin(trial, manifest, { now: now(), newId })
    await movePhotos(trial, target)
    if (!into) await moveDatabase(trial, target)
    const taken = into ? await copyInto(into, trial) : ok(null)
    await rm(trial, { recursive: true })
    if (!taken.ok) await rm(join(target, BACKUP_PHOTOS), { recursive: true, force: true })
    await syncFolder(target)
    if (!taken.ok) return taken
    return ok({ manifest, standing, ...checked.value })
  } finally {
    unlock()
  }
}

async function isHeld(target: string): Promise<boolean> {
  const unlock = lockFolder(target)
  unlock?.()
  return unlock === null
}

async function begin(
  trial: string,
  { made, missing }: Manifest,
  { now, newId }: { now: Instant; newId: () => string },
): Promise<Standing[]> {
  const store = await openSqlite(join(trial, BACKUP_DATABASE))
  try {
    const standings: Standing[] = []
    for (const id of await departmentsIn(store)) {
      const gone = missing.filter((key) => key.startsWith(`${id}/`)).map((key) => key.slice(id.length + 1))
      const standing = await store.write(id, async (tx) => {
        for (const photo of gone) await forgetStored(tx, id, photo)
        return beginEpoch(tx, id, { epoch: newId(), now, backupAt: made })
      })
      standings.push(standing)
    }
    return standings
  } finally {
    await store.close()
  }
}

async function movePhotos(trial: string, target: string): Promise<void> {
  if (!existsSync(join(trial, BACKUP_PHOTOS))) return
  for (const folder of await readdir(join(trial, BACKUP_PHOTOS))) await syncFolder(join(trial, BACKUP_PHOTOS, folder))
  await rename(join(trial, BACKUP_PHOTOS), join(target, BACKUP_PHOTOS))
  await syncFolder(target)
}

async function moveDatabase(trial: string, target: string): Promise<void> {
  // closed for good, the database is one file; its log, if it left one, is part of it
  for (const part of ['-wal', '-shm', '']) {
    const file = join(trial, BACKUP_DATABASE) + part
    if (existsSync(file)) await rename(file, join(target, BACKUP_DATABASE) + part)
  }
}

/** @throws when a receipt that held in the backup does not hold there, and when it is not known how it ended */
async function copyInto(into: Store, trial: string): Promise<Result<null, 'database-not-empty' | 'database-trouble'>> {
  const from = await openSqlite(join(trial, BACKUP_DATABASE))
  try {
    const copied = await copyAll(from, into)
    if (!copied.ok) return fail('database-not-empty')
  } catch (error) {
    if (!(error instanceof StoreTrouble) || (await departmentsIn(into)).length > 0) throw error
    return fail('database-trouble')
  } finally {
    await from.close()
  }
  for (const id of await departmentsIn(into))
    if ((await countReceipts(into, id)) === null) throw new Error('a restored receipt does not hold')
  return ok(null)
}
