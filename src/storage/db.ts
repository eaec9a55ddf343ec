import { Dexie, type Table } from 'dexie'
import type { AccountId } from '#domain/ids.ts'
import type { FormRow } from './forms.ts'
import type {
  CursorRow,
  DraftRow,
  MetaRow,
  MetaValues,
  OutboxRow,
  PhotoChunkRow,
  PhotoRow,
  RecordRow,
  StagedRow,
} from './tables.ts'

/** The one database of one account on one device. */
export type AccountDb = Dexie & {
  records: Table<RecordRow, [string, string, string]>
  outbox: Table<OutboxRow, string>
  drafts: Table<DraftRow, string>
  photos: Table<PhotoRow, string>
  photoChunks: Table<PhotoChunkRow, [string, number]>
  cursors: Table<CursorRow, string>
  staged: Table<StagedRow, number>
  meta: Table<MetaRow, string>
  forms: Table<FormRow, string>
}

export const databaseName = (account: AccountId): string => `dau-moi:${account}`

/**
 * Opens an account's database: the only place that does. Every transaction asks for strict durability, so that
 * "Đã lưu trên máy này" waits for the disk and not only for the browser. [ST5]
 * Migrations are added below as further versions; none ever rewrites an outbox row. [SC1]
 */
export function openAccountDb(
  account: AccountId,
  options: { indexedDB?: IDBFactory; IDBKeyRange?: typeof IDBKeyRange } = {},
): AccountDb {
  const db = new Dexie(databaseName(account), { chromeTransactionDurability: 'strict', ...options }) as AccountDb
  db.version(1).stores({
    records: '[space+type+id], [type+id], type, entity, space',
    outbox: 'mid, seq, entity',
    drafts: 'id, incidentId',
    photos: 'id, draftId, incidentId, state',
    photoChunks: '[photo+n], photo',
    cursors: 'space',
    staged: '++n',
    meta: 'key',
  })
  // the newest changes of a space are found without reading the others [DL13]
  db.version(2).stores({
    records: '[space+type+id], [type+id], type, entity, space, [space+type+version]',
    forms: 'id',
  })
  // tasks have photos, too
  db.version(3)
    .stores({ photos: 'id, draftId, entity, state' })
    .upgrade((tx) =>
      tx
        .table('photos')
        .toCollection()
        .modify((row: PhotoRow & { incidentId?: string }) => {
          row.entity = row.incidentId ?? row.entity
          row.entityType = 'incident'
          delete row.incidentId
        }),
    )
  return db
}

export async function getMeta<K extends keyof MetaValues>(db: AccountDb, key: K): Promise<MetaValues[K] | undefined> {
  const row = await db.meta.get(key)
  return row?.value as MetaValues[K] | undefined
}

export const setMeta = <K extends keyof MetaValues>(db: AccountDb, key: K, value: MetaValues[K]) =>
  db.meta.put({ key, value })
