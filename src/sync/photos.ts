import type { PhotoId } from '#domain/ids.ts'
import { getMeta } from '#storage/db.ts'
import { photoBytes, photosIn, shownByRecords } from '#storage/photos.ts'
import { settleTakenOut } from '#storage/product-photos.ts'
import type { PhotoRow } from '#storage/tables.ts'
import { backoff, isPutOff } from './backoff.ts'
import { type Cycle, isGeneral, pauseFor } from './cycle.ts'
import { replicaOf } from './replica.ts'
import type { Setback } from './transport.ts'

/** Small enough that a cut costs little and a new report does not wait long behind it. */
const PIECE = 128 * 1024
/** How often the server may correct the offset before the photo waits. */
const CORRECTIONS = 3
/** Until somebody asks for it. */
const UNTIL_ASKED = Number.MAX_SAFE_INTEGER

interface Uploads {
  setback: Setback | null
  /** photos that the server now holds whole: their receipts are to be pulled */
  stored: number
}

/**
 * Uploads the photos whose report has arrived, each from where it was cut. Text goes first: `pushNew` runs
 * between two pieces, so that a report written meanwhile does not wait behind a photo. [PH5, PH6]
 */
export async function uploadPhotos(cycle: Cycle, pushNew: () => Promise<Setback | null>): Promise<Uploads> {
  let stored = 0
  for (const id of await duePhotos(cycle)) {
    const setback = cycle.signal.aborted ? null : await upload(cycle, id, pushNew)
    cycle.show({ photo: null })
    if (setback || cycle.signal.aborted) return { setback, stored }
    if ((await cycle.db.photos.get(id))?.state === 'stored') stored += 1
  }
  return { setback: null, stored }
}

/** Whether a photo waits that could be sent now or after a pause of its own. */
export const anyPhotoWaits = async (cycle: Cycle): Promise<boolean> =>
  (await waitingPhotos(cycle)).some(({ notBefore }) => notBefore < UNTIL_ASKED)

async function duePhotos(cycle: Cycle): Promise<PhotoId[]> {
  const now = cycle.clock()
  const due = (await waitingPhotos(cycle)).filter(
    ({ notBefore }) => notBefore < UNTIL_ASKED && !isPutOff(notBefore, now),
  )
  return due.map(({ id }) => id)
}

/**
 * Sent with a change that neither waits for its verdict nor was refused: those of a refused one wait untouched, unless
 * the server took them with another change. [PH5]
 */
async function waitingPhotos({ db }: Cycle): Promise<PhotoRow[]> {
  const waiting = await db.photos.where('state').equals('waiting').toArray()
  if (waiting.length === 0) return []
  const refused = (await db.records.where('type').equals('refused').toArray()).map(({ body }) => body)
  const inLine = (await db.outbox.toArray()).filter(({ verdict }) => verdict === null || 'code' in verdict)
  const held = new Set(
    [...refused, ...inLine].flatMap((change) => photosIn((change as { args?: unknown } | null)?.args)),
  )
  const taken = await shownByRecords(
    db,
    waiting.filter(({ id }) => held.has(id)),
  )
  const takenOut = await settleTakenOut(db, waiting)
  return waiting.filter(({ id }) => (!held.has(id) || taken.has(id)) && !takenOut.has(id))
}

async function upload(cycle: Cycle, id: PhotoId, pushNew: () => Promise<Setback | null>): Promise<Setback | null> {
  const { db, transport, signal, newId, show } = cycle
  const epoch = await getMeta(db, 'epoch')
  const row = await db.photos.get(id)
  const bytes = await photoBytes(db, id)
  if (row?.state !== 'waiting') return null
  if (!bytes) return putOff(cycle, row, 'bytes-missing')
  if (await hasReceipt(cycle, id)) return markStored(cycle, row, epoch)
  const replica = await replicaOf(db, newId)

  for (let correction = 0; correction < CORRECTIONS; correction += 1) {
    const told = await transport.headPhoto(id, replica, signal)
    if (signal.aborted) return null
    if (told.kind !== 'answer') return refusedOr(cycle, row, told)
    let { offset } = told.value
    for (let correct = true; correct; ) {
      show({ photo: { id, sent: offset, size: bytes.length } })
      await db.photos.update(id, { offset })
      const piece = bytes.slice(offset, offset + PIECE)
      const outcome = await transport.patchPhoto(id, replica, offset, piece, signal)
      if (signal.aborted) return null
      if (outcome.kind === 'error' && isCorrected(outcome.code, correction)) break
      if (outcome.kind !== 'answer') return refusedOr(cycle, row, outcome)
      if (outcome.value.stored) return markStored(cycle, row, epoch)
      correct = outcome.value.offset > offset
      offset = outcome.value.offset
      const pushed = await pushNew()
      if (signal.aborted || pushed?.kind === 'no-answer' || pauseFor(pushed)) return pushed
    }
  }
  return putOff(cycle, row, null)
}

/** What lies here of a server that has been restored since says nothing: it may have lost the photo. [BK8] */
const hasReceipt = async ({ db }: Cycle, id: PhotoId): Promise<boolean> =>
  (await db.cursors.count()) > 0 && (await db.records.where('[type+id]').equals(['receipt', id]).count()) > 0

/**
 * Not where another tab began anew with a restored server meanwhile, nor what its officer took into a form again.
 * [BK8, DR9]
 */
const markStored = ({ db }: Cycle, { id, ref }: PhotoRow, epoch: string | undefined): Promise<null> =>
  db.transaction('rw', [db.photos, db.meta], async () => {
    if ((await getMeta(db, 'epoch')) !== epoch) return null
    if ((await db.photos.get(id))?.state === 'waiting')
      await db.photos.update(id, { state: 'stored', offset: ref.size, problem: null })
    return null
  })

/** What the server found spoilt may have been spoilt there, and it dropped it: once, all of it is sent anew. [PH6] */
const isCorrected = (code: string, correction: number) =>
  code === 'photo-offset' || (code === 'photo-hash' && !correction)

/** No network or a server in trouble ends the round; a word about this photo only sets this photo aside. */
async function refusedOr(cycle: Cycle, row: PhotoRow, setback: Setback): Promise<Setback | null> {
  if (setback.kind === 'no-answer' || isGeneral(setback) || setback.code === 'server-error') return setback
  // other words about a photo are about its bytes: sending them again by itself would not help [PH3]
  return putOff(cycle, row, setback.code.startsWith('photo-') ? setback.code : null)
}

/** @param problem null when only time is missing */
async function putOff({ db, clock, random }: Cycle, row: PhotoRow, problem: string | null): Promise<null> {
  const tries = row.tries + 1
  const notBefore = problem === null ? clock() + backoff(tries, random()) : UNTIL_ASKED
  await db.photos.update(row.id, { tries, notBefore, problem })
  return null
}
