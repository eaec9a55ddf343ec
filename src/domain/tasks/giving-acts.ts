import * as z from 'zod/mini'
import { canGive, giveRolesFor } from '../access/can.ts'
import { canonical } from '../canonical.ts'
import { type GivingId, givingIdSchema, type UnitId, unitIdSchema } from '../ids.ts'
import { accept, type Context, type Decision, defineMutation, merge, refuse } from '../mutation.ts'
import { holdsOn } from '../organisation/validity.ts'
import type { Change, View } from '../records.ts'
import type { Refusal } from '../refusals.ts'
import type { Result } from '../result.ts'
import { signEntry } from '../signed-entry.ts'
import { unitSpace } from '../spaces.ts'
import { hanoiDay, type Instant } from '../time.ts'
import { incomplete, withEntry } from './changes.ts'
import { bodyOf } from './given-card.ts'
import { type GivenBody, type Giving, type GivingEntry, givenBodySchema, givenKey, givenOf } from './giving.ts'
import { validateGiven, validateUnits } from './giving-validation.ts'
import { taskIdOf } from './place.ts'
import { isOver, type Task, type TaskEntry, taskNoteSchema, taskStateOf } from './task.ts'

// more than a giving may have, so that too many are told by their rule and not as malformed
const unitIds = z.array(unitIdSchema).check(z.maxLength(5000))

/**
 * The office gives a task outside of the plan to these units: all of them or none. The same again, from a retry or from
 * another tab, changes nothing; units that are new are given it, too. [GV1]
 */
export const giveTask = defineMutation({
  name: 'task.give',
  schema: 1,
  args: z.object({ givingId: givingIdSchema, unitIds, body: givenBodySchema }),
  entity: ({ givingId }) => givingId,
  reads: ({ givingId, unitIds }) => [
    { type: 'giving', id: givingId },
    ...unitIds.map((id) => ({ type: 'unit_facts' as const, id })),
  ],
  decide(view, { givingId, unitIds, body }, context) {
    if (!canGive(context.actor, body.kind)) return refuse('not-allowed')
    const issues = [...validateUnits(new Set(unitIds).size), ...validateGiven(body)]
    if (issues.length > 0) return incomplete(issues)
    const known = view.get('giving', givingId)
    if (known && canonical(bodyOf(known)) !== canonical(body)) return refuse('wrong-state', { state: 'given' })
    const added = [...new Set(unitIds)].filter((id) => !known?.unitIds.includes(id))
    // a device at the desk knows no other unit: the server, which does, judges
    if (context.received !== null && !added.every((id) => isThere(view, id, context))) return refuse('not-found')
    if (added.length === 0) return merge([])
    const first: GivingEntry = { ...signEntry(context, giveRolesFor(body.kind)), kind: 'given', body }
    const giving = known
      ? { ...known, unitIds: [...known.unitIds, ...added] }
      : { id: givingId, unitId: placeOf(context, body), unitIds: added, timeline: [first] }
    return accept([putGiving(giving), ...added.map((unitId) => putGiven(giving, unitId))])
  },
})

/** Another day, place or wish: told to every unit that has it, with what was there before. [GV3] */
export const amendTask = defineGivingAct({
  name: 'task.amend',
  args: z.object({ givingId: givingIdSchema, body: givenBodySchema, reason: taskNoteSchema }),
  decide({ giving, sign }, { body, reason }) {
    const now = bodyOf(giving)
    if (body.kind !== now.kind) return refuse('malformed', { path: 'body.kind' })
    if (reason.trim() === '') return refuse('reason-missing')
    const issues = validateGiven(body)
    if (issues.length > 0) return incomplete(issues)
    if (canonical(now) === canonical(body)) return merge([])
    const changed = withTold(giving, { ...sign(), kind: 'amended', body, reason })
    return accept([putGiving(changed), ...giving.unitIds.map((unitId) => putGiven(changed, unitId))])
  },
})

/** It falls away for these units; what they did or still send stays readable. [GV4, TK7] */
export const withdrawTask = defineGivingAct({
  name: 'task.withdraw',
  args: z.object({ givingId: givingIdSchema, unitIds, reason: taskNoteSchema }),
  decide({ giving, sign, tell }, { unitIds, reason }) {
    if (reason.trim() === '') return refuse('reason-missing')
    const entry: GivingEntry = { ...sign(), kind: 'withdrawn', unitIds, reason }
    return accept([putGiving(withTold(giving, entry)), ...tell(unitIds, { ...sign(), kind: 'cancelled', reason })])
  },
})

/** The office asks these units again: a word on the task of each. [GV4, CM1] */
export const chaseTask = defineGivingAct({
  name: 'task.chase',
  args: z.object({ givingId: givingIdSchema, unitIds, text: taskNoteSchema }),
  decide({ giving, sign, tell }, { unitIds, text }) {
    if (text.trim() === '') return incomplete([{ code: 'V01', path: 'text' }])
    const entry: GivingEntry = { ...sign(), kind: 'chased', unitIds, text }
    return accept([putGiving(withTold(giving, entry)), ...tell(unitIds, { ...sign(), kind: 'comment', text })])
  },
})

/** What the office gives outside of the plan, and what it does about it for several units at once. */
export const givingMutations = [giveTask, amendTask, withdrawTask, chaseTask] as const

const isThere = (view: View, id: UnitId, { now }: Context): boolean => {
  const unit = view.get('unit_facts', id)?.unit
  return unit !== undefined && holdsOn({ from: unit.validFrom, to: unit.validTo }, hanoiDay(now))
}

/** The unit of the post that gives it. */
function placeOf({ actor }: Context, { kind }: GivenBody): UnitId {
  const roles = giveRolesFor(kind)
  const grant = actor.grants.find(({ role }) => roles.includes(role))
  if (!grant) throw new Error('gives without a post')
  return grant.unitId
}

const withTold = (giving: Giving, entry: GivingEntry): Giving => ({ ...giving, timeline: [...giving.timeline, entry] })

const putGiving = (giving: Giving): Change => {
  const { id, unitId } = giving
  return { put: 'giving', id, entity: id, space: unitSpace(unitId), body: giving }
}

function putGiven(giving: Pick<Giving, 'id' | 'timeline'>, unitId: UnitId): Change {
  const body = givenOf(giving, unitId)
  return { put: 'given', id: body.id, entity: body.id, space: unitSpace(unitId), body }
}

/**
 * By what had come until then: after a restore, the act that ended a task may be back before one that it followed,
 * and what the unit had been told stands all the same. [BK7]
 */
const wasOver = (task: Task | undefined, then: Instant): boolean =>
  isOver(taskStateOf(task && { timeline: task.timeline.filter(({ stamps }) => (stamps.received ?? then) <= then) }))

interface Found {
  giving: Giving
  /** who does it, and when */
  sign(): ReturnType<typeof signEntry>
  /** an entry on the task of each of these units that is not over; on a device at the desk, which has none of them, nothing */
  tell(unitIds: readonly UnitId[], entry: TaskEntry): Change[]
}

/** An act on what was given: known, allowed by its kind, and about units that have it. [GV4, AC9] */
function defineGivingAct<const Name extends string, Args extends { givingId: GivingId; unitIds?: UnitId[] }>(act: {
  name: Name
  args: z.ZodMiniType<Args>
  decide(found: Found, args: Args): Result<Decision, Refusal>
}) {
  return defineMutation<Name, Args>({
    name: act.name,
    schema: 1,
    args: act.args,
    entity: ({ givingId }) => givingId,
    reads: ({ givingId, unitIds = [] }) => [
      { type: 'giving', id: givingId },
      ...unitIds.map((unitId) => ({ type: 'task' as const, id: taskIdOf(givenKey(givingId, unitId)) })),
    ],
    decide(view, args, context) {
      const { givingId, unitIds } = args
      const giving = view.get('giving', givingId)
      if (!giving) return refuse('not-found')
      const { kind } = bodyOf(giving)
      if (!canGive(context.actor, kind)) return refuse('not-allowed')
      // on a phone, a change is decided once more over records that may contain it already [SY4]
      if (giving.timeline.some(({ id }) => id === context.mid)) return merge([])
      if (unitIds?.length === 0) return incomplete([{ code: 'V01', path: 'unitIds' }])
      if (unitIds && !unitIds.every((id) => giving.unitIds.includes(id))) return refuse('not-found')
      const tell: Found['tell'] = (to, entry) => {
        const { received } = context
        if (received === null) return []
        return [...new Set(to)].flatMap((unitId) => {
          const key = givenKey(givingId, unitId)
          const task = view.get('task', taskIdOf(key))
          return wasOver(task, received) ? [] : [withEntry(task, key, entry)]
        })
      }
      return act.decide({ giving, sign: () => signEntry(context, giveRolesFor(kind)), tell }, args)
    },
  })
}
