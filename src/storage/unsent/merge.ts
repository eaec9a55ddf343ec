import { type AccountDb, getMeta, setMeta } from '../db.ts'
import { keepDraft } from '../kept-draft.ts'
import { chunksOf, newPhoto } from '../photos.ts'
import { proofOf } from '../replay.ts'
import type { OutboxRow } from '../tables.ts'
import type { UnsentChange, UnsentContent, UnsentPhoto } from './content.ts'
import { keepForm } from './keep-form.ts'

/** What came with a file; begun forms of tasks and `copies` are among the drafts, `known` was here or on the server before. */
export interface Merged {
  changes: number
  drafts: number
  copies: number
  photos: number
  known: number
}

/**
 * Takes the content of a file in ONE strict transaction, all of it or nothing. Changes keep their mids, so that
 * the server makes each exactly once wherever and however often it is sent; they get new places in this device's
 * line, in their old order. What is here or has arrived already is left as it is: a second time changes nothing.
 * Records of a server that was restored between the two devices' last contacts are no sign of that. [HO3, BK8]
 */
export function mergeUnsent(db: AccountDb, content: UnsentContent): Promise<Merged> {
  const tables = [db.records, db.outbox, db.drafts, db.forms, db.photos, db.photoChunks, db.journal, db.meta]
  return db.transaction('rw', tables, async () => {
    const merged: Merged = { changes: 0, drafts: 0, copies: 0, photos: 0, known: 0 }
    const isElsewhere = content.epoch !== undefined && content.epoch !== (await getMeta(db, 'epoch'))
    for (const change of [...content.changes].sort((a, b) => a.seq - b.seq)) {
      const isNew = await takeChange(db, isElsewhere ? unanswered(change) : change, isElsewhere)
      merged[isNew ? 'changes' : 'known'] += 1
    }
    const keptAs = new Map<string, string | null>()
    for (const draft of content.drafts) {
      const photos = content.photos.filter(({ draftId }) => draftId === draft.id).map(({ ref }) => ref.id)
      const { replaces, ...words } = draft
      const { outcome, as } = await keepDraft(db, replaces ? { ...words, replaces } : words, photos)
      keptAs.set(draft.id, as)
      if (outcome === 'known') merged.known += 1
      else merged.drafts += 1
      if (outcome === 'copied') merged.copies += 1
    }
    for (const { replaces, ...form } of content.forms) {
      const isNew = await keepForm(db, replaces ? { ...form, replaces } : form)
      merged[isNew ? 'drafts' : 'known'] += 1
    }
    for (const photo of content.photos) if (await takePhoto(db, photo, keptAs, isElsewhere)) merged.photos += 1
    return merged
  })
}

/** A word of another epoch than this device's goes to the server as what it said before. [BK7] */
const unanswered = (change: UnsentChange): UnsentChange =>
  change.verdict ? { ...change, verdict: null, before: proofOf(change.verdict, change.before) } : change

/** @param isElsewhere the file knows another epoch than this device: its copy of records proves nothing */
async function takeChange(db: AccountDb, change: UnsentChange, isElsewhere: boolean): Promise<boolean> {
  const { mid, entity, before } = change
  const here = await db.outbox.get(mid)
  if (here) {
    // it came with an earlier file, before its first device had the server's word. [BK7]
    if (before && !here.before && !here.verdict) await db.outbox.update(mid, { before })
    return false
  }
  // answered here, too: if the server is restored it goes again from there, with its proof. [BK9]
  if (await db.journal.filter((row) => row.mid === mid).count()) return false
  const records = isElsewhere ? [] : await db.records.where('entity').anyOf([entity, mid]).toArray()
  if (records.some(({ body }) => JSON.stringify([body]).includes(mid))) return false
  const seq = ((await getMeta(db, 'seq')) ?? 0) + 1
  await setMeta(db, 'seq', seq)
  const row = change as Pick<OutboxRow, keyof UnsentChange>
  await db.outbox.add({ ...row, seq, tries: 0, lastTry: null, notBefore: 0 })
  return true
}

/** @param keptAs the drafts of the file by the id under which they lie here; null when they were sent */
async function takePhoto(
  db: AccountDb,
  photo: UnsentPhoto,
  keptAs: ReadonlyMap<string, string | null>,
  isElsewhere: boolean,
) {
  const { ref, incidentId: entity, entityType, bytes } = photo
  const draftId = keptAs.get(photo.draftId) ?? photo.draftId
  const state = photo.state === 'waiting' || keptAs.get(photo.draftId) === null ? 'waiting' : 'draft'
  const here = await db.photos.get(ref.id)
  if (here) {
    // the report that shows it came with this file, or was sent since it came the last time
    if (here.state === 'draft' && state === 'waiting') await db.photos.update(ref.id, { state })
    const whole = (await db.photoChunks.where('photo').equals(ref.id).count()) === chunksOf(ref.id, bytes.buffer).length
    if (!whole) await db.photoChunks.bulkPut(chunksOf(ref.id, bytes.buffer))
    return false
  }
  if (!isElsewhere && (await db.records.where('[type+id]').equals(['receipt', ref.id]).count())) return false
  await db.photoChunks.bulkPut(chunksOf(ref.id, bytes.buffer))
  await db.photos.add({ ...newPhoto(ref, { draftId, entity, entityType }), state })
  return true
}
