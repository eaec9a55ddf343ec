import { useLiveQuery } from 'dexie-react-hooks'
import { useParams } from 'wouter'
import type { AnyCard } from '#domain/tasks/find-card.ts'
import type { CardKey, CardPlace } from '#domain/tasks/place.ts'
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
export function keyOf(card: AnyCard): CardKey {
  const { planId, unitId } = card
  return { planId, unitId, place: placeOf(card) }
}

function placeOf(card: AnyCard): CardPlace {
  switch (card.role) {
    case 'lead':
      return { role: 'lead', group: card.group, item: card.item, quarter: card.quarter }
    case 'coordinator':
      return { role: 'coordinator', group: card.group, quarter: card.quarter }
    case 'given':
      return { role: 'given' }
  }
}
