import { useLiveQuery } from 'dexie-react-hooks'
import { type Due, duesOf, type Window } from '#domain/agenda/due.ts'
import type { UnitId } from '#domain/ids.ts'
import type { Actor } from '#domain/organisation/roles.ts'
import { instantOf } from '#domain/time.ts'
import { type DutiesOnDevice, readDuties, serverTimeOn } from '#storage/duties.ts'
import type { OutboxRow } from '#storage/tables.ts'
import { useServices } from './services.tsx'

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
