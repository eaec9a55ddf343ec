import type { Day } from '../deadlines/days.ts'
import type { TaskId, UnitId } from '../ids.ts'
import { bodyOf } from '../tasks/given-card.ts'
import type { GivenKind } from '../tasks/giving.ts'
import { taskStateOf } from '../tasks/task.ts'
import type { Instant } from '../time.ts'
import type { UnitDuties, Window } from './due.ts'

/** When an event or a meeting is held of which the office told a unit: nothing is due by it. [GV5] */
export interface Occasion {
  /** of the unit's task */
  id: TaskId
  unitId: UnitId
  kind: GivenKind
  title: string
  /** its days, both included */
  from: Day
  to: Day
  /** when it begins in Hanoi, `14:00`; empty where that is not known */
  hour: string
  /** how often the office changed it, and when it last said so */
  changes: number
  changedAt: Instant
}

/** What is held within a window, by the day. What was withdrawn is no longer there; what was answered still is. [GV5] */
export const occasionsOf = ({ unitId, given, tasks }: UnitDuties, window: Window): Occasion[] =>
  given
    .flatMap((one): Occasion[] => {
      const { kind, title, from, to, hour } = bodyOf(one)
      if (to < window.from || from > window.to || taskStateOf(tasks.get(one.id)) === 'cancelled') return []
      const stamps = one.timeline.at(-1)?.stamps
      if (!stamps) return []
      const changedAt = stamps.received ?? stamps.committed
      return [{ id: one.id, unitId, kind, title, from, to, hour, changes: one.timeline.length - 1, changedAt }]
    })
    .sort((a, b) => (`${a.from} ${a.hour}` < `${b.from} ${b.hour}` ? -1 : 1))
