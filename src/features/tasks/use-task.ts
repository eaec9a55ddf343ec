import { useLiveQuery } from 'dexie-react-hooks'
import { useParams } from 'wouter'
import type { Card } from '#domain/tasks/cards.ts'
import type { CardPlace } from '#domain/tasks/place.ts'
import { instantOf } from '#domain/time.ts'
import { useServices } from '#sync/services.tsx'
import { useServerNow } from '#sync/use-server-now.ts'
import { readTask, type TaskOnDevice } from './read-task.ts'

/** The task of the address; undefined while it is read, null when there is none. */
export function useTask(): { id: string; task: TaskOnDevice | null | undefined; nowMs: number } {
  const { taskId: id = '' } = useParams<{ taskId: string }>()
  const { db, actor } = useServices()
  const nowMs = useServerNow()
  const task = useLiveQuery(() => readTask(db, actor, id, instantOf(nowMs)), [db, actor, id, nowMs])
  return { id, task, nowMs }
}

/** Which card an act is about, as every act of a task wants it. [TK5] */
export function keyOf(card: Card): { planId: Card['planId']; unitId: Card['unitId']; place: CardPlace } {
  const { planId, unitId, group, quarter } = card
  const place: CardPlace =
    card.role === 'lead' ? { role: 'lead', group, item: card.item, quarter } : { role: 'coordinator', group, quarter }
  return { planId, unitId, place }
}
