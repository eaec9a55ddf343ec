import type { DraftOnItsWay } from '#domain/drafts/carried-draft.ts'
import type { Mid, PhotoId } from '#domain/ids.ts'
import { mutationNamed } from '#domain/mutations.ts'
import type { Actor } from '#domain/organisation/roles.ts'
import type { PhotoRef } from '#domain/photos/photo.ts'
import type { Refused, StoredRecord } from '#domain/records.ts'
import type { Refusal } from '#domain/refusals.ts'
import { ok, type Result } from '#domain/result.ts'
import { decideLocally } from '#domain/sync/overlay.ts'
import { type DeviceTime, type Instant, instantOf } from '#domain/time.ts'
import { type AccountDb, getMeta, setMeta, WRITER_SCHEMA } from './db.ts'
import type { FormRow } from './forms.ts'
import { learning } from './learning.ts'
import { dropPhotosOf, photosIn, photosOfDraft } from './photos.ts'
import { photosOfForm } from './product-photos.ts'
import { isSoundRecord } from './sound.ts'
import type { DraftRow, PhotoRow } from './tables.ts'
import { readsBeside, withWaiting } from './views.ts'

export interface MutateDeps {
  db: AccountDb
  actor: Actor
  /** ms since 1970, as this device believes */
  clock: () => number
  newId: () => string
  /** minutes east of UTC that this device is set to */
  zoneMinutes: () => number
}

export interface PlainChange {
  name: string
  args: unknown
  /** the short form that becomes this change: it goes in the same transaction */
  formId?: string
  /** for a change at the desk: the records it is about, which this device does not keep */
  seeds?: StoredRecord[]
}

/**
 * A draft that becomes a change: it goes in the same transaction, its photos begin to wait. What is sent is made
 * there, of what is stored, so that no word or photo is left behind that came after the tap. [DR8]
 */
export interface DraftChange {
  draftId: string
  /**
   * The draft's change, and what goes in line behind it. Those are left out where they no longer fit: a report
   * never waits for the tray to be cleared.
   */
  changesOf(draft: DraftRow, photos: readonly PhotoRef[]): readonly [PlainChange, ...PlainChange[]]
}

/**
 * What was typed into a draft that several devices share. It becomes a change of what is stored at that moment; what
 * does not fit into one stays in the form. [DR8, MR2]
 */
export interface FormChange {
  typedIn: string
  changeOf(values: FormRow['values']): { change: PlainChange; rest: FormRow['values'] } | null
}

export type Change = PlainChange | DraftChange | FormChange

/** `already`: the draft was sent before, by a double tap or another tab; there is nothing left to do. */
export type Queued = { mid: Mid; already: false } | { already: true }

/**
 * The only door for what people change: decided, put in line and its draft removed in ONE strict transaction.
 * When it resolves, the change survives; when it refuses, nothing was written. [MU2, ST5]
 */
export const mutate = (deps: MutateDeps, change: Change): Promise<Result<Queued, Refusal>> =>
  learning(() => mutateOnce(deps, change))

async function mutateOnce(deps: MutateDeps, change: Change): Promise<Result<Queued, Refusal>> {
  const { db } = deps
  const tables = [db.records, db.outbox, db.meta, db.drafts, db.forms, db.photos, db.photoChunks]
  return db.transaction('rw', tables, async () => {
    if ('typedIn' in change) return putTyped(deps, change)
    if (!('draftId' in change)) return putForm(deps, change)
    const draft = await db.drafts.get(change.draftId)
    if (!draft) return ok({ already: true })
    const photos = (await photosOfDraft(db, draft.id)).map(({ ref }) => ref)
    const [first, ...behind] = change.changesOf(draft, photos)
    const queued = await putInLine(deps, first, draft.createdAt)
    if (!queued.ok) return queued
    await db.photos.where('id').anyOf(photosIn(first.args)).modify({ state: 'waiting' })
    await db.drafts.delete(draft.id)
    for (const next of behind) await putInLine(deps, next)
    return queued
  })
}

/**
 * A short form's pictures are declared as they are stored, and begin to wait with it; what was refused and is sent
 * anew leaves the tray behind it. [DR8, PH1, DR4]
 */
async function putForm(deps: MutateDeps, change: PlainChange): Promise<Result<Queued, Refusal>> {
  const { db } = deps
  if (change.formId === undefined) return putInLine(deps, change)
  const form = await db.forms.get(change.formId)
  const rows = await photosOfForm(db, change.formId)
  const args = rows.length === 0 ? change.args : withPhotos(change.args as object, rows)
  const queued = await putInLine(deps, { ...change, args }, form?.begun)
  if (!queued.ok) return queued
  await db.photos.bulkUpdate(rows.map(({ id: key }) => ({ key, changes: { state: 'waiting' } })))
  if (form?.replaces) await putInLine(deps, { name: 'attention.discard', args: { mid: form.replaces } })
  return queued
}

/** Those that a change keeps of an earlier version stand first. */
function withPhotos(args: { photos?: readonly PhotoRef[] }, rows: readonly PhotoRow[]): object {
  const kept = args.photos ?? []
  const fresh = rows.map(({ ref }) => ref).filter(({ id }) => !kept.some((one) => one.id === id))
  return { ...args, photos: [...kept, ...fresh] }
}

async function putTyped(deps: MutateDeps, { typedIn, changeOf }: FormChange): Promise<Result<Queued, Refusal>> {
  const { forms } = deps.db
  const row = await forms.get(typedIn)
  const made = row && changeOf(row.values)
  if (!row || !made) return ok({ already: true })
  const queued = await putInLine(deps, made.change, row.begun)
  if (!queued.ok) return queued
  if (Object.keys(made.rest).length === 0) await forms.delete(typedIn)
  else await forms.put({ ...row, values: made.rest })
  return queued
}

/** One change, decided and written; to be called inside the transaction of `mutate`. */
async function putInLine(
  { db, actor, clock, newId, zoneMinutes }: MutateDeps,
  change: PlainChange,
  written?: Instant,
): Promise<Result<Queued, Refusal>> {
  const now = instantOf(clock())
  const mid = newId() as Mid
  const seq = ((await getMeta(db, 'seq')) ?? 0) + 1

  const mutation = mutationNamed(change.name)
  if (!mutation) throw new Error(`no such mutation: ${change.name}`)
  const entity = mutation.entity(change.args)
  const [rows, waiting] = await Promise.all([
    db.records.where('entity').equals(entity).toArray(),
    db.outbox.where('entity').equals(entity).toArray(),
  ])
  const seeds = change.seeds ?? []
  const beside = await readsBeside(db, entity, [change, ...waiting])
  const view = withWaiting([...seeds, ...beside, ...rows], waiting, actor)
  const device: DeviceTime = {
    written: written ?? mutation.begun?.(view, change.args, now) ?? now,
    committed: now,
    zoneMinutes: zoneMinutes(),
    skewMs: (await getMeta(db, 'skewMs')) ?? null,
  }
  const pending = { mid, seq, name: change.name, args: change.args, device }
  const decided = decideLocally(view, pending, actor)
  if (!decided.ok) return decided

  await setMeta(db, 'seq', seq)
  await setMeta(db, 'minWriterSchema', WRITER_SCHEMA)
  await db.outbox.add({
    ...pending,
    schema: mutation.schema,
    entity,
    verdict: null,
    tries: 0,
    lastTry: null,
    notBefore: 0,
    seeds,
  })
  if (change.formId !== undefined) await db.forms.delete(change.formId)
  if (change.name === 'draft.carry') await db.drafts.update((change.args as DraftOnItsWay).draftId, { carried: mid })
  if (change.name === 'attention.discard') await dropPhotosOf(db, await photosOfRefused(db, entity))
  return ok({ mid, already: false })
}

/** What a refused change declared, whether the tray has it from the server yet or not. */
async function photosOfRefused(db: AccountDb, mid: string): Promise<PhotoId[]> {
  const records = await db.records.where('[type+id]').equals(['refused', mid]).toArray()
  const row = await db.outbox.get(mid)
  return [...records.filter(isSoundRecord).map(({ body }) => (body as Refused).args), row?.args].flatMap(photosIn)
}
