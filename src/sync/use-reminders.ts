import { listWindow } from '#domain/agenda/due.ts'
import type { Actor } from '#domain/organisation/roles.ts'
import { isFor, type Reminder, remindersAhead, remindersToday } from '#domain/reminders/plan.ts'
import { instantOf } from '#domain/time.ts'
import type { DutiesOnDevice } from '#storage/duties.ts'
import { duesIn, waitingOf } from './use-duties.ts'

/** The plan of reminders as this device reckons it: the same as the server's, without a network. [RM1, DL10] */
export function remindersOn(
  duties: DutiesOnDevice,
  nowMs: number,
  actor: Actor,
): { today: Reminder[]; ahead: Reminder[] } {
  const now = instantOf(nowMs)
  const dues = duesIn(duties, listWindow(now), nowMs)
  // what was sent from here and waits is not forgotten any more, whatever the server knows
  const open = dues.filter((due) => !waitingOf(duties, due)?.some(({ name }) => /\.(?:submit|report)$/.test(name)))
  return {
    today: remindersToday(open, duties.department.calendar, now).filter((one) => isFor(one, actor)),
    ahead: remindersAhead(open, duties.department.calendar, now),
  }
}
