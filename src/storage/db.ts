import { Dexie, type Table } from 'dexie'
import type { AccountId } from '#domain/ids.ts'
import { setAside } from './aside.ts'
import type { FormRow } from './forms.ts'
import type {
  AsideRow,
  CursorRow,
  DraftRow,
  JournalRow,
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
  aside: Table<AsideRow, number>
  journal: Table<JournalRow, number>
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
  // tasks have photos, too; what broke lies aside [PR4]; what was answered is kept until a
  // backup holds it [BK9]
  db.version(3)
    .stores({ photos: 'id, draftId, entity, state', aside: '++n', journal: '++n' })
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
  guardWriting(db)
  return db
}

/**
 * What this code understands of a database. Raised together with the shape of what people write, when older code
 * would misread it. A browser opens a newer database for older code, so the code must look for itself. [SC5]
 */
export const WRITER_SCHEMA = 1

/** This code is older than what is in the database: the words are kept, and only a newer version may add to them. */
export class DatabaseIsNewer extends Error {
  constructor() {
    super('the database is newer than this code')
    this.name = 'DatabaseIsNewer'
  }
}

const newer = new WeakSet<AccountDb>()
export const isNewer = (db: AccountDb): boolean => newer.has(db)

/** Before anything else reads or writes: whose database this is, and whether all that was written here still reads. */
function guardWriting(db: AccountDb): void {
  db.use({
    stack: 'dbcore',
    name: 'writer',
    create: (core) => ({
      ...core,
      table(name) {
        const table = core.table(name)
        return {
          ...table,
          mutate: (request) => (newer.has(db) ? Promise.reject(new DatabaseIsNewer()) : table.mutate(request)),
        }
      },
    }),
  })
  db.on('ready', async () => {
    const wanted = (await getMeta(db, 'minWriterSchema')) ?? 0
    if (wanted > WRITER_SCHEMA) newer.add(db)
    if (isNewer(db)) return
    // a look that fails must not keep the words behind a door that does not open
    await setAside(db, Date.now()).catch(console.warn)
  })
}

export async function getMeta<K extends keyof MetaValues>(db: AccountDb, key: K): Promise<MetaValues[K] | undefined> {
  const row = await db.meta.get(key)
  return row?.value as MetaValues[K] | undefined
}

export const setMeta = <K extends keyof MetaValues>(db: AccountDb, key: K, value: MetaValues[K]) =>
  db.meta.put({ key, value })
