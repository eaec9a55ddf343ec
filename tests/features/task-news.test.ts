import { expect, test } from 'vitest'
import { PLAIN_CALENDAR } from '#domain/agenda/due.ts'
import { commentTask } from '#domain/tasks/comment.ts'
import { returnTask } from '#domain/tasks/office-acts.ts'
import type { Task } from '#domain/tasks/task.ts'
import { progressTask, reportTask } from '#domain/tasks/unit-acts.ts'
import { taskNewsOf } from '#features/today/read-task-news.ts'
import { aContext, anActor, at, OFFICE, UNIT } from '#tests/support/builders.ts'
import { aKey, anAssignment, ISSUED, PLAN_ID, taskAfter } from '#tests/support/tasks.ts'

const officer = anActor()
const clerk = anActor('office_clerk', OFFICE, 2)
const on = (task: Task | undefined) => ({
  department: { calendar: PLAIN_CALENDAR, rules: undefined, plans: new Map([[PLAN_ID, ISSUED]]) },
  units: [
    {
      unitId: UNIT,
      facts: undefined,
      assignments: [anAssignment()],
      given: [],
      ledgers: new Map(),
      progress: new Map(),
      reports: new Map(),
      tasks: new Map(task ? [[task.id as string, task]] : []),
    },
  ],
})
const said = (task: Task | undefined, actor: typeof officer, text: string, received: string | null) =>
  taskAfter(
    commentTask,
    task,
    { ...aKey(), text },
    aContext({ actor, received: received === null ? null : at(received) }),
  ).task

test('[UI4] what the office said about a task leads to it, newest first; own words and steps of work are no news', () => {
  let task = taskAfter(progressTask, undefined, { ...aKey(), percent: 10, note: '' }).task
  task = taskAfter(reportTask, task, { ...aKey(), note: 'Xong' }).task
  task = taskAfter(
    returnTask,
    task,
    { ...aKey(), reason: 'Thiếu ảnh' },
    aContext({ actor: clerk, received: at('2026-11-19T07:00:00Z') }),
  ).task
  task = said(task, clerk, 'Một ảnh là đủ', '2026-11-19T07:30:00Z')
  task = said(task, officer, 'Cảm ơn', '2026-11-19T07:40:00Z')
  task = said(task, clerk, 'Còn trên máy của Văn phòng', null)
  const news = taskNewsOf(on(task), officer)
  expect(news.map(({ entry, taskId }) => [entry.kind, taskId])).toEqual([
    ['comment', task?.id],
    ['returned', task?.id],
  ])
  expect(news[0]?.title).not.toBe('')
  expect(taskNewsOf(on(undefined), officer)).toEqual([])
})
