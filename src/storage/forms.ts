import { canonical } from '#domain/canonical.ts'
import type { Mid } from '#domain/ids.ts'
import { type Instant, instantOf } from '#domain/time.ts'
import type { AccountDb } from './db.ts'

/** A short form that was begun and not sent: a result, a product, a wish for more time. */
export interface FormRow {
  /** what it is about and which form: `<task> result` */
  id: string
  values: Record<string, unknown>
  savedAt: Instant
  /** the refused change that this form takes up again; it is discarded when the form is sent [DR4] */
  replaces?: Mid
  /** what came with files of unsent work and is in it: coming again, it is known */
  taken?: string[]
}

export const readForm = (db: AccountDb, id: string): Promise<FormRow | undefined> => db.forms.get(id)

/** Kept until it is sent or thrown away by its officer; what is empty again is not kept. [DR1, DR5] */
export async function saveForm(db: AccountDb, id: string, values: FormRow['values'], nowMs: number): Promise<void> {
  const isEmpty = Object.values(values).every((value) => value === null || value === '')
  await db.transaction('rw', [db.forms, db.photos], async () => {
    const photos = await db.photos
      .where('draftId')
      .equals(id)
      .filter(({ state }) => state === 'draft')
      .count()
    if (isEmpty && photos === 0) return db.forms.delete(id)
    const here = await db.forms.get(id)
    await db.forms.put({ ...here, id, values, savedAt: instantOf(nowMs) })
  })
}

/** Before the name of a field: which change its author had seen there when they began. [MR2] */
export const SEEN = '~'

/** Fields of which one is chosen from a list: two choices cannot stand side by side. */
const CHOICES: ReadonlySet<string> = new Set(['kind', 'channel', 'about', 'under16', 'personHow', 'parentsHow'])

/**
 * Keeps a form that comes from another device. A task has one form of each sort, so that a second could never be
 * opened: where the two say different things, what was written there is put behind what was written here, and
 * its officer decides; a choice or a number made here stays. Coming again, it is known. To be called inside a
 * transaction over forms. [HO3]
 * @returns whether anything was new
 */
export async function keepForm(db: AccountDb, incoming: Omit<FormRow, 'taken'>): Promise<boolean> {
  const { id, values } = incoming
  const origin = canonical(values)
  const here = await db.forms.get(id)
  if (!here) {
    await db.forms.add({ ...incoming, taken: [origin] })
    return true
  }
  const taken = here.taken ?? []
  if (taken.includes(origin) || canonical(here.values) === origin) return false
  const joined = Object.entries(values).map(([field, there]) => [field, joinedValue(field, here.values[field], there)])
  await db.forms.put({ ...here, values: { ...here.values, ...Object.fromEntries(joined) }, taken: [...taken, origin] })
  return true
}

function joinedValue(field: string, here: unknown, there: unknown): unknown {
  if (here === undefined || here === null || here === '') return there
  // what its author had seen in a field belongs to what was written here
  if (field.startsWith(SEEN)) return here
  if (typeof here !== 'string' || typeof there !== 'string' || CHOICES.has(field)) return here
  return here.includes(there) ? here : `${here} / ${there}`
}
