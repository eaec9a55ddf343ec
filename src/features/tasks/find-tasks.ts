import { isOpen, type TaskDue } from '#domain/agenda/due.ts'
import type { IssuedPlan } from '#domain/tasks/assignment.ts'
import { isOver } from '#domain/tasks/task.ts'
import { searchRank } from '#domain/text.ts'
import type { Instant } from '#domain/time.ts'

export const ROLES = ['all', 'lead', 'coordinator', 'given'] as const
export const STATES = ['all', 'open', 'overdue', 'reported', 'over'] as const
export const QUARTERS = ['all', '1', '2', '3', '4'] as const

export interface TaskFilter {
  role: (typeof ROLES)[number]
  quarter: (typeof QUARTERS)[number]
  state: (typeof STATES)[number]
}

/** Past its day with nothing that the office could look at. [TK8] */
export const isPast = (due: TaskDue, now: Instant): boolean => isOpen(due) && now >= due.deadline.instant

const FITS: Record<TaskFilter['state'], (due: TaskDue, now: Instant) => boolean> = {
  all: () => true,
  open: (due) => isOpen(due),
  overdue: isPast,
  reported: ({ state }) => state === 'reported',
  over: ({ state }) => isOver(state),
}

/**
 * The tasks that fit, those with the very marks first; of the rest what is still to be done before what is over,
 * by their day. [TX2]
 */
export function foundTasks(
  dues: readonly TaskDue[],
  plans: ReadonlyMap<string, Pick<IssuedPlan, 'plan'>>,
  { role, quarter, state }: TaskFilter,
  query: string,
  now: Instant,
): TaskDue[] {
  return dues
    .filter(({ card }) => role === 'all' || card.role === role)
    .filter((due) => quarter === 'all' || quarterOf(due) === Number(quarter))
    .filter((due) => FITS[state](due, now))
    .map((due) => ({ due, rank: searchRank(textOf(due, plans), query) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank || Number(isOpen(b.due)) - Number(isOpen(a.due)))
    .map(({ due }) => due)
}

/** What was given outside of the plan belongs to the quarter in which it is due. */
const quarterOf = ({ card, deadline: { lastValidDay } }: TaskDue): number =>
  card.role === 'given' ? Math.ceil(Number(lastValidDay.slice(5, 7)) / 3) : card.quarter

function textOf(due: TaskDue, plans: ReadonlyMap<string, Pick<IssuedPlan, 'plan'>>): string {
  const { card } = due
  if (card.role === 'given') return [card.title, card.body.place, card.body.ask].join(' ')
  return [
    card.title,
    ...expectedOf(due, plans).flatMap((item) => [`${card.group}.${item.no}`, item.title, ...item.bullets]),
  ].join(' ')
}

/** What the plan expects: the item that a unit leads, or those of the group that it takes part in. */
export function expectedOf({ card }: Pick<TaskDue, 'card'>, plans: ReadonlyMap<string, Pick<IssuedPlan, 'plan'>>) {
  if (card.role === 'given') return []
  const items = plans.get(card.planId)?.plan.groups.find(({ roman }) => roman === card.group)?.items ?? []
  const wanted = card.role === 'lead' ? [card.item] : card.items
  return items.filter(({ no }) => wanted.includes(no))
}
