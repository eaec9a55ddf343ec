import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { canonical } from '#domain/canonical.ts'
import type { DepartmentId } from '#domain/ids.ts'
import { receiptSchema } from '#domain/receipts/receipt.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import { verifierOf } from '../receipts/ed25519.ts'
import { receiptBodies } from '../store/backups.ts'
import { publishedKeys } from '../store/keys.ts'
import { openSqlite } from '../store/sqlite.ts'
import type { Store } from '../store/store.ts'
import { isWhole } from './copies.ts'
import { departmentsIn, standingsOf } from './departments.ts'
import { BACKUP_DATABASE, BACKUP_PHOTOS, type Manifest } from './manifest.ts'

/** What of a backup does not hold. */
export type Fault = 'database-broken' | 'database-newer' | 'heads-differ' | 'receipt-wrong' | 'photo-wrong'

export interface Checked {
  receipts: number
  photos: number
}

/**
 * Opens restored data as the server would and looks at all of it: the database's own structure, where every space
 * stands, every receipt's signature, every photo's bytes. [BK2]
 */
export async function checkRestored(folder: string, manifest: Manifest): Promise<Result<Checked, Fault>> {
  const file = join(folder, BACKUP_DATABASE)
  if (!isSound(file)) return fail('database-broken')
  const store = await openOrNull(file)
  if (!store) return fail('database-newer')
  try {
    if (canonical(await standingsOf(store)) !== canonical(manifest.departments)) return fail('heads-differ')
    let receipts = 0
    for (const id of await departmentsIn(store)) {
      const sound = await countReceipts(store, id)
      if (sound === null) return fail('receipt-wrong')
      receipts += sound
    }
    for (const photo of manifest.photos)
      if (!(await isWhole(join(folder, BACKUP_PHOTOS, photo.key), photo))) return fail('photo-wrong')
    return ok({ receipts, photos: manifest.photos.length })
  } finally {
    await store.close()
  }
}

function isSound(file: string): boolean {
  try {
    const database = new DatabaseSync(file)
    try {
      return (database.prepare('pragma integrity_check').get() as { integrity_check: string }).integrity_check === 'ok'
    } finally {
      database.close()
    }
  } catch {
    // not a database at all
    return false
  }
}

/** @returns null when a newer build made it: its tables are not known here */
async function openOrNull(file: string): Promise<Store | null> {
  try {
    return await openSqlite(file)
  } catch (error) {
    if (error instanceof Error && /previously executed migration/.test(error.message)) return null
    throw error
  }
}

/** @returns null when a signature does not hold */
export async function countReceipts(store: Store, department: DepartmentId): Promise<number | null> {
  const published = await store.read(department, (tx) => publishedKeys(tx, department))
  const keys = new Map(published.map(({ id, publicKey }) => [id, verifierOf(publicKey)]))
  let count = 0
  for (let after = ''; ; ) {
    const from = after
    const rows = await store.read(department, (tx) => receiptBodies(tx, department, from))
    for (const { id, body } of rows) {
      const receipt = receiptSchema.parse(JSON.parse(body))
      if (!keys.get(receipt.key)?.(canonical(receipt.payload), receipt.signature)) return null
      after = id
    }
    if (rows.length === 0) return count
    count += rows.length
  }
}
