import { canTask } from '#domain/access/can.ts'
import { useServices } from '#sync/services.tsx'
import { useComment } from '#sync/use-comment.ts'
import { Composer } from '#ui/composer.tsx'
import type { TaskOnDevice } from './read-task.ts'
import { keyOf } from './use-task.ts'

/** A word to the office about this task; what was said stands in its history. [CM1] */
export function Comment({ task: { due } }: { task: TaskOnDevice }) {
  const { actor } = useServices()
  const comment = useComment(due.key, (text) => ({ name: 'task.comment', args: { ...keyOf(due.card), text } }))
  return canTask(actor, 'comment', due.card) ? <Composer {...comment} /> : null
}
