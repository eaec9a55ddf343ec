import { type Instant, instantOf } from '#domain/time.ts'
import type { AccountDb } from './db.ts'

/** A short form that was begun and not sent: a result, a product, a wish for more time. */
export interface FormRow {
  /** what it is about and which form: `<task> result` */
  id: string
  values: Record<string, unknown>
  savedAt: Instant
}

export const readForm = (db: AccountDb, id: string): Promise<FormRow | undefined> => db.forms.get(id)

/** Kept until it is sent or thrown away by its officer; what is empty again is not kept. [DR1, DR5] */
export async function saveForm(db: AccountDb, id: string, values: FormRow['values'], nowMs: number): Promise<void> {
  const isEmpty = Object.values(values).every((value) => value === null || value === '')
  if (isEmpty) await db.forms.delete(id)
  else await db.forms.put({ id, values, savedAt: instantOf(nowMs) })
}
