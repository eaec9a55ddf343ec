import type * as z from 'zod/mini'
import { canForm, type FormAction, formRolesFor } from '../access/can.ts'
import { canonical } from '../canonical.ts'
import type { ObligationId, UnitId } from '../ids.ts'
import { accept, type Context, type Decision, defineMutation, merge, type Register, refuse } from '../mutation.ts'
import type { Change, RecordBodies, RecordType, View } from '../records.ts'
import type { Refusal } from '../refusals.ts'
import type { Result } from '../result.ts'
import { signEntry } from '../signed-entry.ts'
import { unitSpace } from '../spaces.ts'
import type { Fields, FieldTable } from './fields.ts'
import type { FormIssue } from './issues.ts'
import type { FormEntry, FormRecord } from './record.ts'
import { begunIn, formStateOf } from './state.ts'
import type { FormState } from './states.ts'

/** What names one unit's form of one period. Its id is made of these on both sides and never sent. [MR1, ID2] */
export interface FormKey {
  unitId: UnitId
  of: string
}
type Shape = Readonly<Record<string, z.ZodMiniType>>
type Infer<S extends Shape> = { -readonly [K in keyof S]: z.infer<S[K]> }
export type Frozen<S extends Shape> = Infer<S> & { snapshot: Fields }

/** Everything in which one kind of form is its own; all else is written once. */
export interface FormKind<Name extends string, S extends Shape> {
  /** the first part of the names of its changes */
  name: Name
  record: { whole: RecordType; summary: RecordType }
  /** the schemas of unit and period */
  key: Shape
  idOf(key: FormKey): ObligationId
  fields: FieldTable
  /** paths that the office may write reasons to, beside the fields */
  parts: ReadonlySet<string>
  /** what is frozen with a version: `snapshot`, and what else its sender saw */
  frozen: S
  /** records that the rules look at, besides the form itself */
  reads?(frozen: Frozen<S>): { type: RecordType; id: string }[]
  /** what holds a snapshot */
  blocking(of: string, frozen: Frozen<S>, view: View): FormIssue[]
  /** whether the period has come, for a form that begins with this */
  hasBegun(of: string, context: Context): boolean
  codes: { register: Register; prefix: string }
  /** made from the whole, and from nothing else [MR12] */
  summaryOf(form: FormRecord): RecordBodies[RecordType] & object
}

/** Without the index signature of a loose type, which would let anything pass. */
type KnownMembers<T> = { [K in keyof T as string extends K ? never : K]: T[K] }
/** An entry without what every entry is signed with. */
type NewEntry = FormEntry extends infer E
  ? E extends FormEntry
    ? Omit<KnownMembers<E>, 'id' | 'by' | 'stamps'>
    : never
  : never

/** @property there as it was before; undefined when this is the first that is heard of it */
export interface Found {
  there: FormRecord | undefined
  form: FormRecord
  state: FormState
  view: View
  context: Context
  /** the signature of what is about to be written */
  sign(): ReturnType<typeof signEntry>
  /** the form as it is from now on */
  put(form: FormRecord): Change[]
  /** adds an entry: `append` as a step that was taken, `keep` as one that came too late to move anything */
  append(entry: NewEntry, change?: Partial<FormRecord>): Result<Decision, never>
  keep(entry: NewEntry): Result<Decision, never>
}

interface FormAct<Act extends string, Args extends FormKey> {
  act: Act
  right: FormAction
  args: z.ZodMiniType<Args>
  /** whether it may be the first that is heard of the form; otherwise there must be one */
  begins?: boolean
  /** whether it sends what edits have written: it was begun with the first of them [TM1] */
  isSending?: boolean
  reads?(args: Args): { type: RecordType; id: string }[]
  decide(found: Found, args: Args): Result<Decision, Refusal>
}

/** An act on one unit's form of one period: allowed, of a period that has come, and not done already. [MR1, SY4] */
export function defineFormAct<
  const Name extends string,
  S extends Shape,
  const Act extends string,
  Args extends FormKey,
>(kind: FormKind<Name, S>, act: FormAct<Act, Args>) {
  const { whole } = kind.record
  const formIn = (view: View, args: Args) => view.get(whole, kind.idOf(args)) as FormRecord | undefined
  return defineMutation<`${Name}.${Act}`, Args>({
    name: `${kind.name}.${act.act}`,
    schema: 1,
    args: act.args,
    entity: kind.idOf,
    ...(act.isSending ? { begun: (view, args, now) => begunIn(formIn(view, args), now) } : {}),
    reads: (args) => [{ type: whole, id: kind.idOf(args) }, ...(act.reads?.(args) ?? [])],
    decide(view, args, context) {
      const there = formIn(view, args)
      // of a unit that is not theirs, people hear neither that there is a form nor that there is none [AC3]
      const knowsUnit = there || context.actor.grants.some(({ unitId }) => unitId === args.unitId)
      if (!canForm(context.actor, act.right, args)) return refuse(knowsUnit ? 'not-allowed' : 'not-found')
      if (!there && !act.begins) return refuse('not-found')
      if (!there && !kind.hasBegun(args.of, context)) return refuse('no-such-period', { of: args.of })
      const form = there ?? newForm(kind.idOf(args), args, context)
      if (knows(form, context.mid)) return merge([])
      const sign = () => signEntry(context, formRolesFor(act.right))
      const put = (after: FormRecord) => changesOf(kind, there, after)
      const changes = (entry: NewEntry, change: Partial<FormRecord> = {}) =>
        put({ ...form, ...change, timeline: [...form.timeline, { ...sign(), ...entry } as FormEntry] })
      const append: Found['append'] = (entry, change) => accept(changes(entry, change))
      const keep: Found['keep'] = (entry) => merge(changes(entry))
      return act.decide({ there, form, state: formStateOf(form), view, context, sign, put, append, keep }, args)
    },
  })
}

/** The form as it is now, and its summary where that is another. [MR12] @param before as it was */
function changesOf<S extends Shape>(
  { record, summaryOf }: FormKind<string, S>,
  before: FormRecord | undefined,
  form: FormRecord,
): Change[] {
  const at = { id: form.id, entity: form.id, space: unitSpace(form.unitId) }
  const summary = summaryOf(form)
  const isSame = before !== undefined && canonical(summaryOf(before)) === canonical(summary)
  const whole = { put: record.whole, ...at, body: form } as Change
  return isSame ? [whole] : [whole, { put: record.summary, ...at, body: summary } as Change]
}

/** On a phone, a change is decided once more over records that may contain it already. [SY4] */
const knows = ({ timeline, edits, kept, fields }: FormRecord, mid: string): boolean =>
  timeline.some(({ id }) => id === mid) ||
  edits.some(({ id }) => id === mid) ||
  kept.some((one) => one.mid === mid) ||
  Object.values(fields).some((field) => field.mid === mid)

const newForm = (id: ObligationId, { unitId, of }: FormKey, { actor }: Context): FormRecord => ({
  id,
  unitId,
  unitName: actor.grants.find((grant) => grant.unitId === unitId)?.unitName ?? '',
  of,
  code: null,
  fields: {},
  kept: [],
  edits: [],
  timeline: [],
})
