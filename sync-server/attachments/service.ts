import { createHash } from 'node:crypto'
import { sniffImage } from '#domain/photos/sniff.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import { instantOf } from '#domain/time.ts'
import type { ErrorCode } from '#protocol/errors.ts'
import { sightOf } from '../access/spaces.ts'
import type { RequestRefusal } from '../http/answers.ts'
import type { Audience } from '../poke/audience.ts'
import type { Faults } from '../push/service.ts'
import { photoReceipt, signerFor } from '../receipts/sign.ts'
import type { Who } from '../session/who.ts'
import { concernedBy } from '../store/cases.ts'
import { type DeclaredPhoto, markStored, photoById } from '../store/photos.ts'
import { liveById, putRecord } from '../store/records.ts'
import { advance } from '../store/spaces.ts'
import type { Store, Tx } from '../store/store.ts'
import type { FileStore } from './files.ts'
import type { Turns } from './turns.ts'

export interface PhotoDeps {
  store: Store
  files: FileStore
  turns: Turns
  clock: () => number
  changed: (department: Who['departmentId'], audience: readonly Audience[]) => void
  faults?: Faults | undefined
}

export interface Progress {
  /** bytes that are on the disk */
  offset: number
  length: number
  stored: boolean
}
type Answered<T> = Promise<Result<T, RequestRefusal>>

const keyOf = (who: Who, photo: DeclaredPhoto) => `${who.departmentId}/${photo.id}`

/** The photo of an uploader. One that somebody else declared is answered like one that nobody has. [PH7, AC3] */
async function ownPhoto({ store }: PhotoDeps, who: Who, id: string): Promise<Result<DeclaredPhoto, ErrorCode>> {
  const photo = await store.read(who.departmentId, (tx) => photoById(tx, who.departmentId, id))
  return photo && photo.uploader === who.accountId ? ok(photo) : fail('record-not-yet')
}

/** How far an upload has come. */
export async function progressOf(deps: PhotoDeps, who: Who, id: string): Answered<Progress> {
  const photo = await ownPhoto(deps, who, id)
  if (!photo.ok) return photo
  return ok(await standOf(deps, who, photo.value))
}

async function standOf({ files }: PhotoDeps, who: Who, photo: DeclaredPhoto): Promise<Progress> {
  const length = photo.size
  if (photo.stored_at) return { offset: length, length, stored: true }
  const kept = await files.read(keyOf(who, photo))
  if (kept) return { offset: length, length, stored: false }
  const offset = await files.partSize(keyOf(who, photo))
  if (offset <= length) return { offset, length, stored: false }
  // of a build that could take a piece twice: what is longer than the photo is no beginning of it
  await files.dropPart(keyOf(who, photo))
  return { offset: 0, length, stored: false }
}

interface Upload {
  offset: number
  bytes: AsyncIterable<Uint8Array>
  /** as the request says, where it does */
  length: number | null
}

/**
 * Takes bytes from `offset` on. The last of them are answered only when the photo is verified, durable and
 * receipted; content that is not what the report declared is dropped, so that it can be sent again. [PH3, PH6]
 */
export async function upload(deps: PhotoDeps, who: Who, { id, ...bytes }: Upload & { id: string }): Answered<Progress> {
  const own = await ownPhoto(deps, who, id)
  if (!own.ok) return own
  const photo = own.value
  if (bytes.length !== null && bytes.offset + bytes.length > photo.size) return fail('photo-size')
  return deps.turns.take(keyOf(who, photo), (signal) => uploadInTurn(deps, who, photo, { ...bytes, signal }))
}

async function uploadInTurn(
  deps: PhotoDeps,
  who: Who,
  photo: DeclaredPhoto,
  { offset, bytes, signal }: Upload & { signal: AbortSignal },
): Answered<Progress> {
  const stand = await standOf(deps, who, photo)
  if (stand.stored) return ok(stand)
  if (stand.offset !== offset) return fail('photo-offset')
  const key = keyOf(who, photo)
  let size = stand.offset
  if (size < photo.size) {
    const appended = await deps.files.append(key, { offset, bytes: until(signal, bytes), limit: photo.size })
    if (!appended.ok) {
      if (appended.error === 'photo-size') await deps.files.dropPart(key)
      return appended
    }
    size = appended.value
  }
  if (size < photo.size) return ok({ offset: size, length: photo.size, stored: false })
  return finish(deps, who, photo)
}

async function finish(deps: PhotoDeps, who: Who, photo: DeclaredPhoto): Answered<Progress> {
  const { files } = deps
  const key = keyOf(who, photo)
  if (await files.read(key)) {
    // whoever kept it may have been cut off before it dropped the part
    await files.dropPart(key)
  } else {
    const bytes = await files.readPart(key)
    // another process has kept it meanwhile, or dropped it: asking again tells where it stands
    if (!bytes || bytes.length < photo.size) return fail('photo-offset')
    const wrong = faultIn(photo, bytes)
    if (wrong) {
      await files.dropPart(key)
      return fail(wrong)
    }
    await files.keep(key, bytes)
  }
  await deps.faults?.('photo-kept', photo.id)
  const audience = await deps.store.write(who.departmentId, (tx) => markAndReceipt(tx, deps, who, photo))
  deps.changed(who.departmentId, audience)
  return ok({ offset: photo.size, length: photo.size, stored: true })
}

/** What is wrong with bytes, in the order in which people can do something about it. [PH3] */
function faultIn(photo: DeclaredPhoto, bytes: Uint8Array): ErrorCode | null {
  if (bytes.length !== photo.size) return 'photo-size'
  if (createHash('sha256').update(bytes).digest('hex') !== photo.sha256) return 'photo-hash'
  const image = sniffImage(bytes)
  if (!image.ok) return image.error
  return image.value.type === photo.type ? null : 'photo-type'
}

/** The photo is the server's own now: its receipt goes where its record lies today. [RC4, SP2] */
async function markAndReceipt(tx: Tx, { clock }: PhotoDeps, who: Who, { id }: DeclaredPhoto): Promise<Audience[]> {
  const department = who.departmentId
  const photo = await photoById(tx, department, id)
  if (!photo || photo.stored_at) return []
  const [record] = await liveById(tx, department, photo.entity_type, photo.entity)
  if (!record) throw new Error(`a declared photo without its record: ${photo.id}`)
  const stored = instantOf(clock())
  const receipt = photoReceipt(await signerFor(tx, department), { department, photo, stored })
  const { space } = record
  const version = await advance(tx, department, space)
  const { entity } = photo
  await putRecord(tx, department, { space, type: 'receipt', id, entity, version, body: JSON.stringify(receipt) })
  await markStored(tx, department, id, stored)
  const concerned = await concernedBy(tx, department, space)
  return [concerned ? { space, concerned } : { space }]
}

/** The bytes, for whoever may read the record that shows them today. [AC3] */
export async function photoFor(
  { store, files }: PhotoDeps,
  { who, id, now }: { who: Who; id: string; now: Parameters<typeof sightOf>[2] },
): Answered<{ photo: DeclaredPhoto; bytes: Uint8Array }> {
  const photo = await store.read(who.departmentId, async (tx) => {
    const found = await photoById(tx, who.departmentId, id)
    if (!found?.stored_at) return null
    const { reads } = await sightOf(tx, who, now)
    const records = await liveById(tx, who.departmentId, found.entity_type, found.entity)
    return records.some(reads) ? found : null
  })
  if (!photo) return fail('not-found')
  const bytes = await files.read(keyOf(who, photo))
  return bytes ? ok({ photo, bytes }) : fail('not-found')
}

/** Ends a stream of bytes when another upload takes its turn. */
async function* until(signal: AbortSignal, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = bytes[Symbol.asyncIterator]()
  const stopped = new Promise<null>((resolve) => signal.addEventListener('abort', () => resolve(null), { once: true }))
  for (;;) {
    const next = await Promise.race([source.next(), stopped])
    if (!next || next.done) return
    yield next.value
  }
}
