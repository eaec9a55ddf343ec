import { indulgencesOf } from '#domain/deadlines/ledger.ts'
import type { Indulgence } from '#domain/deadlines/timeliness.ts'
import type { Mid, ObligationId } from '#domain/ids.ts'
import type { Actor } from '#domain/organisation/roles.ts'
import type { Receipt, SigningKey } from '#domain/receipts/receipt.ts'
import type { RecordBodies, Refused } from '#domain/records.ts'
import { type Instant, instantOf } from '#domain/time.ts'
import type { FormKey } from '#domain/unit-forms/define.ts'
import type { Fields, FieldTable, FieldValue } from '#domain/unit-forms/fields.ts'
import type { Edit } from '#domain/unit-forms/merge.ts'
import type { AccountDb } from './db.ts'
import { type FormRow, SEEN } from './forms.ts'
import type { FormChange } from './mutate.ts'
import { soundOf } from './sound.ts'
import type { OutboxRow } from './tables.ts'
import { readRefused, viewOfEntity } from './views.ts'

/** Which form of a unit is written: a month's report, a year's plan. */
export interface FormRef {
  family: 'monthly' | 'plan'
  id: string
  key: FormKey
  fits: FieldTable['fits']
}

/** Everything that the pages of one form show, whatever its kind. */
export interface FormOnDevice<Report> {
  id: string
  report: Report | undefined
  /** changes of it that the server has not confirmed, oldest first */
  waiting: OutboxRow[]
  refused: Refused[]
  /** typed on this device and not in line yet */
  typed: Fields
  savedAt: Instant | null
  receipts: ReadonlyMap<string, Receipt>
  keys: SigningKey[]
  /** more time, or an excuse, that the office has given */
  given: Indulgence[]
}

/** Under which what is typed into a form is kept until it is put in line. */
export const typedId = ({ family, id }: Pick<FormRef, 'family' | 'id'>): string => `${family} ${id}`

export async function readForm<Type extends 'monthly_report' | 'unit_plan'>(
  db: AccountDb,
  actor: Actor,
  { family, id, type }: Pick<FormRef, 'family' | 'id'> & { type: Type },
): Promise<FormOnDevice<RecordBodies[Type]>> {
  const [view, waiting, refused, form, beside, keys] = await Promise.all([
    viewOfEntity(db, id, actor),
    db.outbox.where('entity').equals(id).sortBy('seq'),
    readRefused(db),
    db.forms.get(typedId({ family, id })),
    db.records.where('entity').equals(id).toArray(soundOf),
    db.records.where('type').equals('signing_key').toArray(soundOf),
  ])
  return {
    id,
    report: view.get(type, id),
    // a duty and its form share an id [MR12]
    given: indulgencesOf(view.get('duty_ledger', id as ObligationId)),
    waiting,
    refused: refused.filter(({ entity }) => entity === id),
    typed: typedIn(form),
    savedAt: form?.savedAt ?? null,
    receipts: new Map(beside.filter(({ type }) => type === 'receipt').map((row) => [row.id, row.body as Receipt])),
    keys: keys.map(({ body }) => body as SigningKey),
  }
}

const isField = (name: string) => !name.startsWith(SEEN)
const typedIn = (form: FormRow | undefined): Fields =>
  Object.fromEntries(Object.entries(form?.values ?? {}).filter(([name]) => isField(name))) as Fields

/** One field as it was typed. @property base the change that its author had seen there; null for none */
export interface Typed {
  value: FieldValue
  base: Mid | null
}

/**
 * Keeps what was typed, field by field, so that two tabs do not undo each other's words. What its author had seen when
 * they began stays. [DR3, DR5, MR2]
 */
export const keepTyped = (
  db: AccountDb,
  form: Pick<FormRef, 'family' | 'id'>,
  patch: Readonly<Record<string, Typed>>,
  nowMs: number,
): Promise<void> =>
  db.transaction('rw', db.forms, async () => {
    const id = typedId(form)
    const old = await db.forms.get(id)
    const values: FormRow['values'] = { ...old?.values }
    for (const [path, { value, base }] of Object.entries(patch)) {
      values[path] = value
      values[`${SEEN}${path}`] ??= base ?? ''
    }
    const savedAt = instantOf(nowMs)
    await db.forms.put({ begun: savedAt, ...old, id, values, savedAt })
  })

/**
 * What was typed as one edit of the shared draft. What cannot travel, such as a paste of two megabytes, stays on this
 * device until it is mended. [MR2]
 */
export const typedChange = (form: FormRef): FormChange => ({
  typedIn: typedId(form),
  changeOf(values) {
    const edits: Edit[] = []
    const rest: FormRow['values'] = {}
    for (const [path, value] of Object.entries(values)) {
      if (!isField(path)) continue
      const base = values[`${SEEN}${path}`]
      if (form.fits(path, value)) edits.push({ path, base: base ? (base as Mid) : null, value })
      else Object.assign(rest, { [path]: value, [`${SEEN}${path}`]: base ?? '' })
    }
    const { unitId, of } = form.key
    return edits.length === 0 ? null : { change: { name: `${form.family}.edit`, args: { unitId, of, edits } }, rest }
  },
})
