import { canTask, type TaskAction } from '#domain/access/can.ts'
import type { Day } from '#domain/deadlines/days.ts'
import type { Actor } from '#domain/organisation/roles.ts'
import { isOver, openAskOf, type Task, taskStateOf } from '#domain/tasks/task.ts'

/** What the office may do about a task, the next one first. */
const ACTS = ['accept', 'return', 'grantExtension', 'refuseExtension', 'cancel'] as const
export type TaskAct = (typeof ACTS)[number]

const RULE = {
  accept: { right: 'judge', fits: (task) => taskStateOf(task) === 'reported' },
  return: { right: 'judge', fits: (task) => taskStateOf(task) === 'reported' },
  grantExtension: { right: 'extend', fits: (task) => !isOver(taskStateOf(task)) && taskStateOf(task) !== 'reported' },
  refuseExtension: { right: 'extend', fits: (task) => openAskOf(task) !== null },
  cancel: { right: 'cancel', fits: (task) => !isOver(taskStateOf(task)) },
} as const satisfies Record<TaskAct, { right: TaskAction; fits(task: Task): boolean }>

/** The acts worth showing now: a courtesy, since `decide` has the last word. [TK9] */
export const taskActsFor = (actor: Actor, task: Task): TaskAct[] =>
  ACTS.filter((act) => canTask(actor, RULE[act].right, task) && RULE[act].fits(task))

/** An act as the mutation that carries it out. @param before the new day, where it gives one */
export function taskChangeFor(act: TaskAct, { planId, unitId, place }: Task, text: string, before: Day | null) {
  const key = { planId, unitId, place }
  switch (act) {
    case 'accept':
      return { name: 'task.accept', args: { ...key, note: text } }
    case 'return':
      return { name: 'task.return', args: { ...key, reason: text } }
    case 'grantExtension':
      return { name: 'task.grantExtension', args: { ...key, before, reason: text } }
    case 'refuseExtension':
      return { name: 'task.refuseExtension', args: { ...key, reason: text } }
    case 'cancel':
      return { name: 'task.cancel', args: { ...key, reason: text } }
  }
}
