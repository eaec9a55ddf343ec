import { mkdir, open, readdir, rename, rm, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fail, ok, type Result } from '#domain/result.ts'
import type { Instant } from '#domain/time.ts'
import { isFull, syncFolder } from '../attachments/durable.ts'
import { keepBackedUp, storedPhotos } from '../store/backups.ts'
import { lockFolder } from '../store/lock.ts'
import { openSqlite } from '../store/sqlite.ts'
import { type Store, StoreTrouble } from '../store/store.ts'
import { type Checked, checkRestored, type Fault } from './check.ts'
import { copyDurably, isWhole, linkTo, sha256Of } from './copies.ts'
import { departmentsIn, standingsOf } from './departments.ts'
import { backupName, backupsAmong, outlived } from './keep.ts'
import { BACKUP_DATABASE, BACKUP_PHOTOS, MANIFEST, type Manifest, readManifest } from './manifest.ts'
import type { BackupSource } from './source.ts'

export interface MakeDeps {
  /** the server's own data, in use or not: where the photos lie */
  dataDir: string
  /** the server's database, to copy */
  source: BackupSource
  /** the same, to remember the backup in */
  store: Store
  now: () => Instant
}

export interface Made extends Checked {
  folder: string
  manifest: Manifest
  /** names of older backups that the rule removed */
  removed: string[]
}
export type MakeFailure = 'backup-running' | 'no-room' | Fault

/** Room that stays free beside what a backup needs, bytes. */
const SPARE = 64 * 1024 * 1024

/**
 * Makes a backup of a server that may be running: database and photos as of one moment, in a folder that gets its
 * name only after it was restored beside and checked. Phones are told of it afterwards. [BK1, BK2, BK3]
 */
export async function makeBackup(deps: MakeDeps, to: string): Promise<Result<Made, MakeFailure>> {
  await mkdir(to, { recursive: true, mode: 0o700 })
  const unlock = lockFolder(to, 'backup.lock')
  if (!unlock) return fail('backup-running')
  const made = deps.now()
  const fresh = join(to, '.new')
  const check = join(to, '.check')
  const clean = async () => {
    for (const folder of [fresh, check]) await rm(folder, { recursive: true, force: true })
  }
  try {
    await clean()
    // the copy, and the trial of it
    if (!(await hasRoom(to, 2 * (await deps.source.size())))) return fail('no-room')
    const manifest = await fill(deps, { to, fresh, made })
    if (!manifest) return fail('no-room')
    const checked = await checkBeside(fresh, check, manifest)
    if (!checked.ok) return checked
    const complete = manifest.missing.length === 0
    const folder = join(to, backupName(made, complete))
    await rename(fresh, folder)
    await syncFolder(to)
    // phones let go of what a whole backup holds, and of nothing else
    if (complete)
      for (const one of manifest.departments)
        await deps.store.write(one.department, (tx) => keepBackedUp(tx, one, made))
    return ok({ ...checked.value, folder, manifest, removed: await removeOutlived(to) })
  } catch (error) {
    if (isFull(error) || (error instanceof StoreTrouble && error.full)) return fail('no-room')
    throw error
  } finally {
    await clean()
    unlock()
  }
}

async function hasRoom(to: string, bytes: number): Promise<boolean> {
  const { bavail, bsize } = await statfs(to)
  return bavail * bsize >= bytes + SPARE
}

/** @returns null when the photos would not fit */
async function fill(
  { dataDir, source }: MakeDeps,
  { to, fresh, made }: { to: string; fresh: string; made: Instant },
): Promise<Manifest | null> {
  await mkdir(fresh, { mode: 0o700 })
  const database = join(fresh, BACKUP_DATABASE)
  await source.copyTo(database)
  const { departments, photos: wanted } = await contentsOf(database)
  const earlier = await newestWhole(to)
  const shared = new Set(earlier?.manifest.photos.map(({ key }) => key))
  const more = wanted.filter(({ key }) => !shared.has(key)).reduce((sum, { size }) => sum + size, 0)
  if (!(await hasRoom(to, more))) return null

  const photos: Manifest['photos'] = []
  const missing: string[] = []
  for (const photo of wanted) {
    const sources = [earlier && join(earlier.folder, BACKUP_PHOTOS, photo.key), join(dataDir, 'photos', photo.key)]
    if (await putPhoto(join(fresh, BACKUP_PHOTOS, photo.key), photo, sources)) photos.push(photo)
    else missing.push(photo.key)
  }
  const manifest: Manifest = { format: 1, made, database: await sha256Of(database), departments, photos, missing }
  await writeDurably(join(fresh, MANIFEST), `${JSON.stringify(manifest)}\n`)
  for (const department of new Set(photos.map(({ key }) => dirname(key))))
    await syncFolder(join(fresh, BACKUP_PHOTOS, department))
  await syncFolder(fresh)
  return manifest
}

/** A photo never changes, so one that an earlier backup has is shared with it; every time its bytes are looked at. */
async function putPhoto(
  file: string,
  photo: Manifest['photos'][number],
  [earlier, live]: (string | null)[],
): Promise<boolean> {
  if (earlier && (await linkTo(earlier, file)) && (await isWhole(file, photo))) return true
  await rm(file, { force: true })
  if (live && (await copyDurably(live, file)) && (await isWhole(file, photo))) return true
  await rm(file, { force: true })
  return false
}

/** What a copied database says of itself. */
async function contentsOf(database: string): Promise<Pick<Manifest, 'departments' | 'photos'>> {
  const store = await openSqlite(database)
  try {
    const photos: Manifest['photos'] = []
    for (const id of await departmentsIn(store))
      for (const { id: photo, size, sha256 } of await store.read(id, (tx) => storedPhotos(tx, id)))
        photos.push({ key: `${id}/${photo}`, size, sha256 })
    return { departments: await standingsOf(store), photos }
  } finally {
    await store.close()
  }
}

async function newestWhole(to: string): Promise<{ folder: string; manifest: Manifest } | null> {
  for (const { name, complete } of backupsAmong(await readdir(to))) {
    const folder = join(to, name)
    const manifest = complete ? await readManifest(folder) : null
    if (manifest) return { folder, manifest }
  }
  return null
}

/** Restores it into a folder beside it: the database as a real copy, the photos under a second name. */
async function checkBeside(fresh: string, check: string, manifest: Manifest): Promise<Result<Checked, Fault>> {
  await mkdir(check, { mode: 0o700 })
  if (!(await isWhole(join(fresh, BACKUP_DATABASE), manifest.database))) return fail('database-broken')
  await copyDurably(join(fresh, BACKUP_DATABASE), join(check, BACKUP_DATABASE))
  for (const { key } of manifest.photos) {
    const [from, into] = [join(fresh, BACKUP_PHOTOS, key), join(check, BACKUP_PHOTOS, key)]
    if (!(await linkTo(from, into))) await copyDurably(from, into)
  }
  return checkRestored(check, manifest)
}

async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function removeOutlived(to: string): Promise<string[]> {
  const gone = outlived(backupsAmong(await readdir(to)))
  for (const { name } of gone) await rm(join(to, name), { recursive: true })
  return gone.map(({ name }) => name)
}
