import type { Mid } from '#domain/ids.ts'
import { type Instant, instantOf } from '#domain/time.ts'
import type { AccountDb } from './db.ts'

/** A short form that was begun and not sent: a result, a product, a wish for more time. */
export interface FormRow {
  /** what it is about and which form: `<task> result` */
  id: string
  values: Record<string, unknown>
  savedAt: Instant
  /** when it was first kept [TM1] */
  begun?: Instant
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
    const savedAt = instantOf(nowMs)
    await db.forms.put({ begun: savedAt, ...here, id, values, savedAt })
  })
}

/** Throws away a form without pictures; only its officer asks for it. [DR1] */
export const discardForm = (db: AccountDb, id: string): Promise<void> => db.forms.delete(id)

/** Before the name of a field: which change its author had seen there when they began. [MR2] */
export const SEEN = '~'
