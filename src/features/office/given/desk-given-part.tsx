import { bodyOf } from '#domain/tasks/given-card.ts'
import { givenKey, toldIn } from '#domain/tasks/giving.ts'
import { taskIdOf } from '#domain/tasks/place.ts'
import type { DeskGivingAnswer, DeskPart } from '#protocol/office-given.ts'
import { TaskAtDesk } from '../tasks/task-at-desk.tsx'
import { seedsOfPart } from './use-desk-given.ts'

interface Props {
  answer: DeskGivingAnswer
  part: DeskPart
  /** why what is shown may be old; null where it is not */
  stale: string | null
}

/** One unit's part: the same page as a task of the plan. [GV2] */
export function PartDetail({ answer: { giving }, part, stale }: Props) {
  const body = bodyOf(giving)
  const key = givenKey(giving.id, part.unitId)
  return (
    <TaskAtDesk
      title={body.title}
      eyebrow={part.unitName}
      back={`/ban-dieu-hanh/giao-viec/${giving.id}`}
      task={part.task ?? { ...key, id: taskIdOf(key), timeline: [] }}
      before={body.before}
      seeds={seedsOfPart(giving, part)}
      told={toldIn(giving)}
      stale={stale}
    />
  )
}
