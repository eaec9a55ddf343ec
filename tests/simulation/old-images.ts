import { type Image, rowsOf } from './images.ts'

/** Versions of the phone's database before today's, as Dexie numbers them. */
export type OldVersion = 1 | 2
const NOT_YET: Readonly<Record<OldVersion, readonly string[]>> = {
  1: ['forms', 'aside', 'journal', 'tomorrow'],
  2: ['aside', 'journal', 'tomorrow'],
}

type Store = Image['stores'][number]
interface Photo {
  entity?: string
  entityType?: string
}

/**
 * The same disk as an older version of the app left it: its tables and indexes, and its photos by their incident. A
 * frozen copy of what those versions were, which shares nothing with the product's list of them.
 * @returns null where it holds what that version could not have written
 */
export function asOf(version: OldVersion, image: Image): Image | null {
  const photos = rowsOf(image, 'photos') as Photo[]
  const isOld =
    rowsOf(image, 'aside').length === 0 &&
    photos.every(({ entityType }) => entityType === 'incident') &&
    (version > 1 || rowsOf(image, 'forms').length === 0)
  if (!isOld) return null
  const stores = image.stores.filter(({ name }) => !NOT_YET[version].includes(name))
  // the browser's number is ten times Dexie's
  return { version: version * 10, stores: stores.map((store) => storeOf(version, store)) }
}

function storeOf(version: OldVersion, store: Store): Store {
  if (store.name === 'photos') {
    const indexes = store.indexes.map((one) =>
      one.keyPath === 'entity' ? { ...one, name: 'incidentId', keyPath: 'incidentId' } : one,
    )
    const records = store.records.map(({ key, value }) => {
      const { entity, entityType: _of, ...row } = value as Photo
      return { key, value: { ...row, incidentId: entity } }
    })
    return { ...store, indexes, records }
  }
  if (store.name === 'records' && version === 1)
    return { ...store, indexes: store.indexes.filter(({ keyPath }) => !keyPath.includes('version')) }
  return store
}

interface Meta {
  key: string
  value: unknown
}
const isLeastWriter = ({ key }: { key: IDBValidKey }) => key === 'minWriterSchema'

/** What the disk says of the code that may write on it. */
export const leastWriterOf = (image: Image): number =>
  ((rowsOf(image, 'meta') as Meta[]).find(isLeastWriter)?.value as number | undefined) ?? 0

/** The same disk after a version wrote on it that this one must not write behind. */
export function withLeastWriter(image: Image, schema: number): Image {
  const record = { key: 'minWriterSchema', value: { key: 'minWriterSchema', value: schema } }
  return {
    ...image,
    stores: image.stores.map((store) =>
      store.name === 'meta'
        ? { ...store, records: [...store.records.filter((one) => !isLeastWriter(one)), record] }
        : store,
    ),
  }
}
