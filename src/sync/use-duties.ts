import { useLiveQuery } from 'dexie-react-hooks'
import { useEffect, useState } from 'react'
import { type Due, duesOf, type Window } from '#domain/agenda/due.ts'
import type { UnitId } from '#domain/ids.ts'
import type { Actor } from '#domain/organisation/roles.ts'
import { instantOf } from '#domain/time.ts'
import { type DutiesOnDevice, readDuties, serverTimeOn } from '#storage/duties.ts'
import type { OutboxRow } from '#storage/tables.ts'
import { useServices, useSyncState } from './services.tsx'

const MINUTE = 60_000

/** The server's time as this device can know it, ms, moving on by itself: what is due does not hang on a wrong clock. [DL15] */
export function useServerNow(): number {
  const { clock } = useServices()
  const { skewMs } = useSyncState()
  const [now, setNow] = useState(clock)
  useEffect(() => {
    const move = () => setNow(clock())
    const timer = setInterval(move, MINUTE)
    document.addEventListener('visibilitychange', move)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', move)
    }
  }, [clock])
  return now + (skewMs ?? 0)
}

/** What this device knows about duties; undefined while it is read. */
export function useDuties(): DutiesOnDevice | undefined {
  const { db, actor, clock } = useServices()
  return useLiveQuery(async () => readDuties(db, actor, await serverTimeOn(db, clock)), [db, actor, clock])
}

/** What all of the actor's units have to do within a window, by the day. */
export const duesIn = ({ department, units }: DutiesOnDevice, window: Window, nowMs: number): Due[] =>
  units
    .flatMap((unit) => duesOf(department, unit, window, instantOf(nowMs)))
    .sort((a, b) => (a.deadline.before < b.deadline.before ? -1 : a.deadline.before > b.deadline.before ? 1 : 0))

/** What waits about it here: a month's report shares the id of its duty. */
export const waitingOf = ({ waiting }: Pick<DutiesOnDevice, 'waiting'>, due: Due): OutboxRow[] | undefined =>
  waiting.get(due.kind === 'duty' ? due.obligation.id : due.key)

/** Only who works for several units needs to be told which one. */
export function unitNameOf(actor: Actor, unitId: UnitId): string | null {
  if (new Set(actor.grants.map((grant) => grant.unitId)).size < 2) return null
  return actor.grants.find((grant) => grant.unitId === unitId)?.unitName ?? null
}
