import type * as z from 'zod/mini'
import { canTask, type TaskAction, taskRolesFor } from '../access/can.ts'
import { planIdSchema, unitIdSchema } from '../ids.ts'
import { accept, type Context, type Decision, defineMutation, merge, refuse } from '../mutation.ts'
import type { Refusal } from '../refusals.ts'
import type { Result } from '../result.ts'
import { signEntry } from '../signed-entry.ts'
import { unitSpace } from '../spaces.ts'
import { type AnyCard, cardIn, cardReads } from './find-card.ts'
import { type CardKey, cardPlaceSchema, taskIdOf } from './place.ts'
import { type Task, type TaskEntry, type TaskState, taskStateOf } from './task.ts'

/** Which card it is about. The id is made of these, here and on the server, and never sent. [TK5] */
export const cardKey = { planId: planIdSchema, unitId: unitIdSchema, place: cardPlaceSchema }

/** What an act finds. @property task undefined while nobody has touched the card */
interface Found {
  task: Task | undefined
  state: TaskState
  card: AnyCard
  context: Context
  /** adds an entry: `append` as a step that was taken, `keep` as one that came too late to move anything [TK7] */
  append(entry: NewEntry): Result<Decision, never>
  keep(entry: NewEntry): Result<Decision, never>
}

/** Without the index signature of a loose type, which would let anything pass. */
type KnownMembers<T> = { [K in keyof T as string extends K ? never : K]: T[K] }
/** An entry without what every entry is signed with. */
type NewEntry = TaskEntry extends infer E
  ? E extends TaskEntry
    ? Omit<KnownMembers<E>, 'id' | 'by' | 'stamps'>
    : never
  : never

interface TaskAct<Name extends string, Args extends CardKey> {
  name: Name
  /** 1 unless told */
  schema?: number
  right: TaskAction
  args: z.ZodMiniType<Args>
  /** states in which it makes sense; elsewhere it is refused as `wrong-state`. All of them unless told. */
  from?: readonly TaskState[]
  decide(found: Found, args: Args): Result<Decision, Refusal>
}

/**
 * An act on one card: allowed, the card among those that the plan gives to the unit, and in the right state before
 * its own rule speaks. [TK5]
 */
export function defineTaskAct<const Name extends string, Args extends CardKey>(act: TaskAct<Name, Args>) {
  return defineMutation<Name, Args>({
    name: act.name,
    schema: act.schema ?? 1,
    args: act.args,
    entity: taskIdOf,
    reads: (args) => [{ type: 'task', id: taskIdOf(args) }, ...cardReads(args)],
    decide(view, args, context) {
      const card = cardIn(view, args)
      if (!card) return refuse('not-found')
      if (!canTask(context.actor, act.right, args)) return refuse('not-allowed')
      const task = view.get('task', card.id)
      // on a phone, a change is decided once more over records that may contain it already [SY4]
      if (task?.timeline.some(({ id }) => id === context.mid)) return merge([])
      const state = taskStateOf(task)
      if (act.from && !act.from.includes(state)) return refuse('wrong-state', { state })
      const changes = (entry: NewEntry) => [
        withEntry(task, args, { ...signEntry(context, taskRolesFor(act.right)), ...entry } as TaskEntry),
      ]
      const append = (entry: NewEntry) => accept(changes(entry))
      const keep = (entry: NewEntry) => merge(changes(entry))
      return act.decide({ task, state, card, context, append, keep }, args)
    },
  })
}

/** The task with one entry more; the first makes its record. [TK6] */
export function withEntry(task: Task | undefined, key: CardKey, entry: TaskEntry) {
  const { planId, unitId, place } = key
  const id = taskIdOf(key)
  const known = task ?? { id, planId, unitId, place, timeline: [] }
  const body: Task = { ...known, timeline: [...known.timeline, entry] }
  return { put: 'task' as const, id, entity: id, space: unitSpace(unitId), body }
}

/** Blocking rules are open: the content comes back to its author whole. */
export const incomplete = (issues: readonly { code: string; path: string }[]) =>
  refuse('incomplete', { issues: issues.map(({ code, path }) => ({ code, path })) })
