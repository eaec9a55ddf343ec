import type { Actor } from '#domain/organisation/roles.ts'
import { type Assignment, cardNamed } from '#domain/tasks/assignment.ts'
import { bodyOf } from '#domain/tasks/given-card.ts'
import type { GivenEntry } from '#domain/tasks/giving.ts'
import type { Task, TaskEntry } from '#domain/tasks/task.ts'
import type { Instant } from '#domain/time.ts'
import type { DutiesOnDevice } from '#storage/duties.ts'

/** How many the first screen tells of; the others stand with their tasks. */
const MOST = 5

export interface TaskNews {
  entry: NewsEntry
  at: Instant
  taskId: string
  title: string
}
type NewsEntry = Extract<TaskEntry, { kind: (typeof KINDS)[number] }> | GivenEntry
/** What the office gives and decides, and what anybody says. */
const KINDS = ['accepted', 'returned', 'extension_given', 'extension_refused', 'cancelled', 'comment'] as const
const TOLD = ['given', 'amended'] as const
const isNews = (entry: TaskEntry | GivenEntry): entry is NewsEntry =>
  ([...KINDS, ...TOLD] as readonly string[]).includes(entry.kind)

/** The newest words and acts of others on the tasks of this device, as the server received them. [UI4] */
export function taskNewsOf({ department, units }: Pick<DutiesOnDevice, 'department' | 'units'>, actor: Actor) {
  const entries = units.flatMap(({ tasks, assignments, given }) => {
    const titles = new Map<string, string>(given.map((one) => [one.id, bodyOf(one).title]))
    return [...tasks.values(), ...given].flatMap((one) =>
      entriesOf(one, actor).map((news) => ({
        ...news,
        taskId: one.id,
        title: () => titles.get(one.id) ?? ('place' in one ? titleOf(one as Task, assignments) : undefined),
      })),
    )
  })
  return entries
    .sort((a, b) => (a.at < b.at ? 1 : -1))
    .slice(0, MOST)
    .flatMap(({ title, ...news }): TaskNews[] => {
      const known = title()
      return known === undefined ? [] : [{ ...news, title: known }]
    })

  function titleOf(task: Task, assignments: readonly Assignment[]): string | undefined {
    const issued = department.plans.get(task.planId)
    const assignment = assignments.find(({ planId }) => planId === task.planId)
    return issued && assignment && cardNamed(issued, assignment, task)?.title
  }
}

const entriesOf = (
  { timeline }: { timeline: readonly (TaskEntry | GivenEntry)[] },
  { accountId }: Actor,
): { entry: NewsEntry; at: Instant }[] =>
  timeline.flatMap((entry) => {
    const at = entry.stamps.received
    return isNews(entry) && entry.by.accountId !== accountId && at !== null ? [{ entry, at }] : []
  })
