import { IDBFactory } from 'fake-indexeddb'
import type { RawDatabase } from '#tests/support/commits.ts'

/** What lay on a device's disk at one instant: everything that was committed and nothing that was not. */
export interface Image {
  version: number
  stores: {
    name: string
    keyPath: string | string[] | null
    autoIncrement: boolean
    nextKey: number | null
    indexes: { name: string; keyPath: string | string[]; unique: boolean; multiEntry: boolean }[]
    records: { key: IDBValidKey; value: unknown }[]
  }[]
}

/** The database of that name as it lies in a factory; undefined before it was made. */
export const rawIn = (factory: IDBFactory, name: string): RawDatabase | undefined =>
  (factory as unknown as { _databases: Map<string, RawDatabase> })._databases.get(name)

/** @returns null while another transaction is writing: what it has put there is not committed yet */
export function takeImage(raw: RawDatabase): Image | null {
  const isWriting = raw.transactions.some(
    ({ mode, _started, _state }) => mode !== 'readonly' && _started && _state !== 'finished',
  )
  if (isWriting) return null
  return {
    version: raw.version,
    stores: [...raw.rawObjectStores.values()].map(
      ({ name, keyPath, autoIncrement, keyGenerator, records, rawIndexes }) => ({
        name,
        keyPath,
        autoIncrement,
        nextKey: keyGenerator?.num ?? null,
        indexes: [...rawIndexes.values()].map(({ name, keyPath, unique, multiEntry }) => ({
          name,
          keyPath,
          unique,
          multiEntry,
        })),
        // what is stored is never changed in place, so that an image may share it
        records: [...records.values()].map(({ key, value }) => ({ key, value })),
      }),
    ),
  }
}

/** A disk that holds this image and nothing else. */
export async function diskWith(name: string, image: Image | null): Promise<IDBFactory> {
  const factory = new IDBFactory()
  if (!image) return factory
  const db = await opened(factory, name, image.version, (fresh) => {
    for (const { name, keyPath, autoIncrement, indexes } of image.stores) {
      const store = fresh.createObjectStore(name, { keyPath, autoIncrement })
      for (const { name, keyPath, unique, multiEntry } of indexes)
        store.createIndex(name, keyPath, { unique, multiEntry })
    }
  })
  const tx = db.transaction(
    image.stores.map(({ name }) => name),
    'readwrite',
  )
  for (const { name, keyPath, records } of image.stores) {
    const store = tx.objectStore(name)
    for (const { key, value } of records) keyPath === null ? store.put(value, key) : store.put(value)
  }
  await new Promise<void>((resolve, reject) => {
    tx.oncomplete = () => resolve()
    tx.onabort = () => reject(tx.error)
  })
  db.close()
  for (const { name: store, nextKey } of image.stores) {
    const generator = rawIn(factory, name)?.rawObjectStores.get(store)?.keyGenerator
    if (generator && nextKey !== null) generator.num = nextKey
  }
  return factory
}

/** Leaves the database as a later build would: with a higher version and a table that nobody knows yet. */
export async function growSchema(factory: IDBFactory, name: string): Promise<void> {
  const version = rawIn(factory, name)?.version
  if (version === undefined) return
  const db = await opened(factory, name, version + 10, (grown) => {
    if (!grown.objectStoreNames.contains('tomorrow')) grown.createObjectStore('tomorrow', { keyPath: 'id' })
  })
  db.close()
}

function opened(factory: IDBFactory, name: string, version: number, upgrade: (db: IDBDatabase) => void) {
  return new Promise<IDBDatabase>((resolve, reject) => {
    const request = factory.open(name, version)
    request.onupgradeneeded = () => upgrade(request.result)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

/** What an image keeps in a table. */
export const rowsOf = (image: Image | null, store: string): unknown[] =>
  image?.stores.find(({ name }) => name === store)?.records.map(({ value }) => value) ?? []

/** What an image keeps in these tables, as text. */
export const textOf = (image: Image | null, stores: readonly string[]): string =>
  JSON.stringify(stores.map((store) => rowsOf(image, store)))
