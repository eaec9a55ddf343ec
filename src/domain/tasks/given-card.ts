import type { Day } from '../deadlines/days.ts'
import type { PlanId, TaskId, UnitId } from '../ids.ts'
import type { Instant } from '../time.ts'
import type { Given, GivenBody, GivenEntry, GivingEntry } from './giving.ts'
import type { Task } from './task.ts'

/** As it stands after its changes. @throws for a record without its first entry, which no server writes */
export function bodyOf({ timeline }: { timeline: readonly GivingEntry[] }): GivenBody {
  const newest = timeline.findLast((entry): entry is GivenEntry => 'body' in entry)
  if (!newest) throw new Error('given, and nothing in it')
  return newest.body
}

/** A task that the office gave outside of the plan. */
export interface GivenCard {
  id: TaskId
  planId: PlanId
  unitId: UnitId
  role: 'given'
  title: string
  before: Day
  body: GivenBody
  /** its own entries, for history and news */
  told: readonly GivenEntry[]
}

export function givenCard({ id, givingId, unitId, timeline }: Given): GivenCard {
  const body = bodyOf({ timeline })
  // the giving stands in the plan's place: `givenKey`
  const planId = givingId as string as PlanId
  return { id, planId, unitId, role: 'given', title: body.title, before: body.before, body, told: timeline }
}

/**
 * The day by which an answer is judged: the one that its unit had been told when its first result reached the server.
 * A day that is brought forward later makes nobody late. [GV3, DL4]
 */
export function judgedBy({ before, told }: Pick<GivenCard, 'before' | 'told'>, task: Task | undefined): Day {
  const first = firstArrival(task)
  const known = told.findLast(({ stamps }) => first !== null && stamps.received !== null && stamps.received <= first)
  return known?.body.before ?? before
}

/** When the first result reached the server; null while none has. [DL4] */
export const firstArrival = (task: Task | undefined): Instant | null =>
  (task?.timeline ?? []).reduce<Instant | null>((least, { kind, stamps: { received } }) => {
    const isFirst = kind === 'reported' && received !== null && (least === null || received < least)
    return isFirst ? received : least
  }, null)
