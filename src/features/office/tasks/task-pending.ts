import { useLiveQuery } from 'dexie-react-hooks'
import type { Actor } from '#domain/organisation/roles.ts'
import type { StoredRecord } from '#domain/records.ts'
import { unitSpace } from '#domain/spaces.ts'
import { assignmentIdOf } from '#domain/tasks/assignment.ts'
import type { Task } from '#domain/tasks/task.ts'
import type { DeskTask } from '#protocol/office.ts'
import type { OutboxRow, RecordRow } from '#storage/tables.ts'
import { withWaiting } from '#storage/views.ts'
import { useServices } from '#sync/services.tsx'

/** The fetched records as the outbox keeps them, so that an act is decided on what its author saw. */
export function seedsOf({ task, assignment }: Pick<DeskTask, 'task' | 'assignment'>): StoredRecord[] {
  const space = unitSpace(task.unitId)
  const assignmentId = assignmentIdOf(assignment)
  return [
    { space, type: 'task', id: task.id, entity: task.id, version: 0, body: task },
    { space, type: 'assignment', id: assignmentId, entity: assignmentId, version: 0, body: assignment },
  ]
}

/** The plan is on every device; acts on its tasks are decided with it. */
export function usePlanRows(planId: string): RecordRow[] {
  const { db } = useServices()
  return useLiveQuery(() => db.records.where('[type+id]').equals(['plan', planId]).toArray(), [db, planId]) ?? []
}

/** The task with one's own acts on top, until the server's answer contains them. [SY4] @param records that acts look at */
export const taskWithActs = (
  task: Task,
  records: readonly (RecordRow | StoredRecord)[],
  acts: readonly OutboxRow[],
  actor: Actor,
): Task => withWaiting(records, acts, actor).get('task', task.id) ?? task
