import type { CarriedDraft, DraftOnItsWay } from '#domain/drafts/carried-draft.ts'
import type { Actor } from '#domain/organisation/roles.ts'
import type { AccountDb } from './db.ts'
import { type KeptDraft, keepDraft } from './kept-draft.ts'
import type { DraftRow } from './tables.ts'
import { stands, withWaiting } from './views.ts'

/** The arguments of `draft.carry`: the draft's words; its photos stay where they are. [HO6] */
export async function carryArgs(db: AccountDb, draft: DraftRow): Promise<DraftOnItsWay> {
  const { id, incidentId, unitId, report, body, step, createdAt, savedAt, replaces } = draft
  const photos = await db.photos.where('draftId').equals(id).count()
  const way = { draftId: id, incidentId, unitId, report, body, step, createdAt, savedAt, photos }
  return replaces ? { ...way, replaces } : way
}

/**
 * Where a draft of this device stands: `here` alone, `carried` and not taken yet, or `taken` by another device,
 * where it goes on. [HO7]
 */
export type CarryState = 'here' | 'carried' | 'taken'

export interface Carried {
  /** drafts that other devices of this person carried, and that are not on this one as they are there */
  fromElsewhere: CarriedDraft[]
  stateOf(draft: DraftRow): CarryState
}

/** What lies between this person's devices, with what waits here on top. */
export async function readCarried(db: AccountDb, actor: Actor): Promise<Carried> {
  const [rows, outbox, drafts, tray] = await Promise.all([
    db.records.where('type').equals('carried_draft').toArray(),
    db.outbox.filter(({ name }) => name === 'draft.carry' || name === 'draft.taken').toArray(),
    db.drafts.toArray(),
    db.records.where('type').equals('refused').primaryKeys(),
  ])
  const view = withWaiting(rows, outbox, actor)
  const refused = new Set([
    ...outbox.filter((row) => !stands(row)).map(({ mid }) => mid as string),
    ...tray.map(([, , id]) => id),
  ])
  // what has not left is with nobody else, also where this device no longer believes that it may be carried
  const inLine = new Set(outbox.flatMap(({ mid, verdict }) => (verdict === null ? [mid as string] : [])))
  const ids = new Set([...rows.map(({ id }) => id), ...outbox.map(({ args }) => (args as { draftId: string }).draftId)])
  const here = new Map(drafts.map((draft) => [draft.id, draft]))
  const lying = [...ids].flatMap((id) => view.get('carried_draft', id) ?? [])
  return {
    fromElsewhere: lying.filter(({ draftId, mid }) => here.get(draftId)?.carried !== mid),
    stateOf({ id }) {
      // as it was when the rest was read: a draft that set out since is not thought to have arrived
      const carried = here.get(id)?.carried
      if (!carried || refused.has(carried)) return 'here'
      return view.get('carried_draft', id)?.mid === carried || inLine.has(carried) ? 'carried' : 'taken'
    },
  }
}

/**
 * Makes a carried draft one of this device, under the same ids, so that however it is sent it is one incident.
 * Asked twice, it is the same draft. `draft.taken` follows it. [HO7, IN11]
 * @returns the draft's id and step here; null when it was sent already
 */
export async function keepCarried(db: AccountDb, carried: CarriedDraft): Promise<KeptDraft> {
  const { draftId: id, incidentId, unitId, report, step, createdAt, savedAt, replaces } = carried
  const body = carried.body as DraftRow['body']
  const draft: DraftRow = { id, incidentId, unitId, report, body, step, createdAt, savedAt }
  return db.transaction('rw', [db.drafts, db.outbox, db.records], () =>
    keepDraft(db, replaces ? { ...draft, replaces } : draft, []),
  )
}
