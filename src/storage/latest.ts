import { Dexie } from 'dexie'
import type { RecordBodies, RecordType } from '#domain/records.ts'
import type { AccountDb } from './db.ts'
import { isSoundRecord } from './sound.ts'

/**
 * The last changed records of a type in every space that this device keeps, by the order of the server. Costs what
 * is asked for, not what is stored. [DL13]
 */
export async function readLatest<T extends RecordType>(
  db: AccountDb,
  type: T,
  most: number,
): Promise<RecordBodies[T][]> {
  const spaces = await db.cursors.toCollection().primaryKeys()
  const rows = await Promise.all(
    spaces.map((space) =>
      db.records
        .where('[space+type+version]')
        .between([space, type, Dexie.minKey], [space, type, Dexie.maxKey])
        .reverse()
        .limit(most)
        .toArray(),
    ),
  )
  return rows
    .flat()
    .filter(isSoundRecord)
    .map(({ body }) => body as RecordBodies[T])
}
