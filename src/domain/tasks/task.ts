import * as z from 'zod/mini'
import { READS_ALL_UNITS } from '../access/can.ts'
import { commentTextSchema } from '../comment.ts'
import { type Day, daySchema, startOf } from '../deadlines/days.ts'
import { extendedTo, type Indulgence, lateDays, type Timeliness, timelinessOf } from '../deadlines/timeliness.ts'
import { type Mid, midSchema, planIdSchema, taskIdSchema, unitIdSchema } from '../ids.ts'
import { type PhotoRef, photoRefSchema } from '../photos/photo.ts'
import { signedEntry } from '../signed-entry.ts'
import { NOTE_MAX, textSchema } from '../text.ts'
import type { Instant } from '../time.ts'
import { cardPlaceSchema } from './place.ts'
import { type Product, productSchema } from './product.ts'

export const taskNoteSchema = textSchema(NOTE_MAX)
/** A result may be the answer itself: what somebody reads out in a meeting. */
export const RESULT_MAX = 2000
export const taskResultSchema = textSchema(RESULT_MAX)
const reason = taskNoteSchema
const note = taskNoteSchema

/** What unit and office did about one card, in the server's order. Nothing is ever taken out of it. [TK6] */
export const taskEntrySchema = z.discriminatedUnion('kind', [
  z.looseObject({ ...signedEntry, kind: z.literal('seen') }),
  z.looseObject({
    ...signedEntry,
    kind: z.literal('progress'),
    percent: z.int().check(z.gte(0), z.lte(100)),
    note,
  }),
  /** the product is known by the entry's id */
  z.looseObject({
    ...signedEntry,
    kind: z.literal('product_added'),
    product: productSchema,
    /** absent where there is none. [PH1] */
    photos: z.optional(z.array(photoRefSchema)),
  }),
  z.looseObject({ ...signedEntry, kind: z.literal('product_removed'), productId: midSchema }),
  z.looseObject({ ...signedEntry, kind: z.literal('reported'), note: taskResultSchema }),
  z.looseObject({ ...signedEntry, kind: z.literal('accepted'), note }),
  z.looseObject({ ...signedEntry, kind: z.literal('returned'), reason }),
  z.looseObject({ ...signedEntry, kind: z.literal('extension_asked'), before: daySchema, reason }),
  z.looseObject({ ...signedEntry, kind: z.literal('extension_given'), before: daySchema, reason }),
  z.looseObject({ ...signedEntry, kind: z.literal('extension_refused'), reason }),
  z.looseObject({ ...signedEntry, kind: z.literal('cancelled'), reason }),
  z.looseObject({ ...signedEntry, kind: z.literal('comment'), text: commentTextSchema }),
])
export type TaskEntry = z.infer<typeof taskEntrySchema>

/** The progress of one card, in its unit's space. What the card says is derived from the plan and not kept here. [TK3] */
export const taskSchema = z.looseObject({
  id: taskIdSchema,
  /** of what was given outside of a plan: the giving's [GV2] */
  planId: planIdSchema,
  unitId: unitIdSchema,
  place: cardPlaceSchema,
  timeline: z.array(taskEntrySchema),
})
export type Task = z.infer<typeof taskSchema>

export const TASK_STATES = ['assigned', 'seen', 'in_progress', 'reported', 'returned', 'done', 'cancelled'] as const
export type TaskState = (typeof TASK_STATES)[number]

/** A card without a record is assigned. The state is a fold, so that it can never disagree with what was done. [TK6] */
export function taskStateOf(task: Pick<Task, 'timeline'> | undefined): TaskState {
  let state: TaskState = 'assigned'
  for (const entry of task?.timeline ?? []) state = after(state, entry)
  return state
}

/** The office's last word stands: what a unit sends after it is kept and changes nothing. [TK7] */
export const isOver = (state: TaskState): boolean => state === 'done' || state === 'cancelled'

function after(state: TaskState, entry: TaskEntry): TaskState {
  if (isOver(state)) return state
  switch (entry.kind) {
    case 'seen':
      return state === 'assigned' ? 'seen' : state
    case 'progress':
    case 'product_added':
    case 'product_removed':
      return state === 'reported' ? state : 'in_progress'
    case 'reported':
    case 'returned':
    case 'cancelled':
      return entry.kind
    case 'accepted':
      return 'done'
    case 'extension_asked':
    case 'extension_given':
    case 'extension_refused':
    case 'comment':
      return state
  }
}

/** 0–100; a reported result is the whole of it until it is returned. */
export function percentOf(task: Task | undefined): number {
  const state = taskStateOf(task)
  if (state === 'reported' || state === 'done') return 100
  return task?.timeline.findLast((entry) => entry.kind === 'progress')?.percent ?? 0
}

/** A product with the id under which it is taken out again. */
export type ListedProduct = Product & { id: Mid; photos: readonly PhotoRef[] }

/** The products that stand, oldest first. */
export function productsOf(task: Task | undefined): ListedProduct[] {
  const timeline = task?.timeline ?? []
  const removed = new Set(timeline.flatMap((entry) => (entry.kind === 'product_removed' ? [entry.productId] : [])))
  return timeline.flatMap((entry) =>
    entry.kind === 'product_added' && !removed.has(entry.id)
      ? [{ id: entry.id, photos: entry.photos ?? [], ...entry.product }]
      : [],
  )
}

/** The unit's last word, while the office has neither answered nor done anything since. [CM2] */
export function unansweredOf(task: Task | undefined): Comment | null {
  const said = task?.timeline.findLast((entry) => entry.kind === 'comment' || OFFICE_ACTS.has(entry.kind))
  return said?.kind === 'comment' && !READS_ALL_UNITS.includes(said.by.role) ? said : null
}

type Comment = Extract<TaskEntry, { kind: 'comment' }>
const OFFICE_ACTS: ReadonlySet<TaskEntry['kind']> = new Set([
  'accepted',
  'returned',
  'extension_given',
  'extension_refused',
  'cancelled',
])

/** Every picture that was ever declared with a product, taken out again or not. [PH1] */
export const photosOfTask = (task: Task): PhotoRef[] =>
  task.timeline.flatMap((entry) => (entry.kind === 'product_added' ? (entry.photos ?? []) : []))

/** Why the newest result came back, while no other has followed it. */
export function returnReasonOf(task: Task | undefined): string | null {
  const newest = task?.timeline.findLast(({ kind }) => kind === 'reported' || kind === 'returned')
  return newest?.kind === 'returned' ? newest.reason : null
}

type ExtensionEntry = Extract<TaskEntry, { kind: `extension_${string}` }>
type Ask = Extract<TaskEntry, { kind: 'extension_asked' }>

const isExtension = (entry: TaskEntry): entry is ExtensionEntry => entry.kind.startsWith('extension_')

/** The newest that was said about more time. */
export const lastExtensionOf = (task: Task | undefined): ExtensionEntry | undefined =>
  task?.timeline.filter(isExtension).at(-1)

/** The unit's wish for more time that the office has not answered. */
export function openAskOf(task: Task | undefined): Ask | null {
  const newest = lastExtensionOf(task)
  return newest?.kind === 'extension_asked' && !isOver(taskStateOf(task)) ? newest : null
}

const indulgencesOf = (task: Task | undefined): Indulgence[] =>
  (task?.timeline ?? []).flatMap((entry) =>
    entry.kind === 'extension_given'
      ? [{ kind: 'extended' as const, before: entry.before, by: entry.by.name, reason: entry.reason }]
      : [],
  )

/** The day before which it is due, with what the office has added. @param before the card's own day [TK8, DL7] */
export const dueOf = (task: Task | undefined, before: Day): Day => extendedTo(before, indulgencesOf(task))

/** Past its day with nothing that the office could look at. Derived, never kept. [TK8] */
export function isOverdue(task: Task | undefined, before: Day, now: Instant): boolean {
  const state = taskStateOf(task)
  if (isOver(state) || state === 'reported') return false
  return lateDays(startOf(dueOf(task, before)), now) > 0
}

/** How the day was kept: the first result that reached the server decides. Null once the task was cancelled. [TK8, DL4] */
export function taskTimelinessOf(task: Task | undefined, before: Day, now: Instant): Timeliness | null {
  if (taskStateOf(task) === 'cancelled') return null
  const received = (task?.timeline ?? []).flatMap(({ kind, stamps }) =>
    kind === 'reported' && stamps.received !== null ? [stamps.received] : [],
  )
  return timelinessOf(before, received, indulgencesOf(task), now)
}
