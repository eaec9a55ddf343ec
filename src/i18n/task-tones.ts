import type { TaskState } from '#domain/tasks/task.ts'
import type { WordTone } from './sync-words.ts'

/** The colour beside the word of a state, the same on every screen. */
export const TASK_TONE = {
  assigned: 'plain',
  seen: 'plain',
  in_progress: 'brand',
  reported: 'ok',
  returned: 'wait',
  done: 'ok',
  cancelled: 'plain',
} as const satisfies Record<TaskState, WordTone>
