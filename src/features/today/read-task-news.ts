import type { Actor } from '#domain/organisation/roles.ts'
import { type Assignment, cardNamed } from '#domain/tasks/assignment.ts'
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
type NewsEntry = Extract<TaskEntry, { kind: (typeof KINDS)[number] }>
/** What the office decides, and what anybody says. */
const KINDS = ['accepted', 'returned', 'extension_given', 'extension_refused', 'cancelled', 'comment'] as const
const isNews = (entry: TaskEntry): entry is NewsEntry => (KINDS as readonly string[]).includes(entry.kind)

/** The newest words and acts of others on the tasks of this device, as the server received them. [UI4] */
export function taskNewsOf({ department, units }: Pick<DutiesOnDevice, 'department' | 'units'>, actor: Actor) {
  const entries = units.flatMap(({ tasks, assignments }) =>
    [...tasks.values()].flatMap((task) => entriesOf(task, actor).map((news) => ({ ...news, task, assignments }))),
  )
  return entries
    .sort((a, b) => (a.at < b.at ? 1 : -1))
    .slice(0, MOST)
    .flatMap(({ entry, at, task, assignments }): TaskNews[] => {
      const title = titleOf(task, assignments)
      return title === undefined ? [] : [{ entry, at, taskId: task.id, title }]
    })

  function titleOf(task: Task, assignments: readonly Assignment[]): string | undefined {
    const issued = department.plans.get(task.planId)
    const assignment = assignments.find(({ planId }) => planId === task.planId)
    return issued && assignment && cardNamed(issued, assignment, task)?.title
  }
}

const entriesOf = ({ timeline }: Task, { accountId }: Actor): { entry: NewsEntry; at: Instant }[] =>
  timeline.flatMap((entry) => {
    const at = entry.stamps.received
    return isNews(entry) && entry.by.accountId !== accountId && at !== null ? [{ entry, at }] : []
  })
