import { useQuery } from '@tanstack/react-query'
import type { UnitId } from '#domain/ids.ts'
import type { Actor } from '#domain/organisation/roles.ts'
import type { StoredRecord } from '#domain/records.ts'
import { unitSpace } from '#domain/spaces.ts'
import { type GivenBody, type Giving, givenOf } from '#domain/tasks/giving.ts'
import { hanoiDay, instantOf } from '#domain/time.ts'
import {
  type DeskPart,
  deskGivingAnswerSchema,
  deskGivingsAnswerSchema,
  deskUnitsAnswerSchema,
} from '#protocol/office-given.ts'
import type { OutboxRow } from '#storage/tables.ts'
import { withWaiting } from '#storage/views.ts'
import { ask } from '../api.ts'
import { useDeskApi } from '../queries.ts'

export function useDeskGivings() {
  const deps = useDeskApi()
  return useQuery({
    queryKey: ['desk', deps.account, 'given'],
    queryFn: ({ signal }) => ask(deps, '/api/office/given', deskGivingsAnswerSchema, signal),
  })
}

export function useDeskGiving(id: string) {
  const deps = useDeskApi()
  return useQuery({
    queryKey: ['desk', deps.account, 'given', id],
    queryFn: ({ signal }) => ask(deps, `/api/office/given/${id}`, deskGivingAnswerSchema, signal),
  })
}

/** Asked for once: units do not come and go while somebody writes. */
export function useDeskUnits() {
  const deps = useDeskApi()
  return useQuery({
    queryKey: ['units', deps.account],
    queryFn: ({ signal }) => ask(deps, '/api/office/given/units', deskUnitsAnswerSchema, signal),
    refetchInterval: false,
    staleTime: 10 * 60_000,
  })
}

/** The fetched record as the outbox keeps it, so that a change is decided on what its author saw. */
export const seedOfGiving = (giving: Giving): StoredRecord => ({
  space: unitSpace(giving.unitId),
  type: 'giving',
  id: giving.id,
  entity: giving.id,
  version: 0,
  body: giving,
})

/** The same for one unit's part of it. */
export function seedsOfPart(giving: Giving, { unitId, task }: DeskPart): StoredRecord[] {
  const given = givenOf(giving, unitId)
  const at = { space: unitSpace(unitId), id: given.id, entity: given.id, version: 0 }
  return [{ ...at, type: 'given', body: given }, ...(task ? [{ ...at, type: 'task' as const, body: task }] : [])]
}

/** The record with one's own changes on top, until the server's answer contains them. [SY4] */
export const givingWithActs = (giving: Giving, acts: readonly OutboxRow[], actor: Actor): Giving =>
  withWaiting([seedOfGiving(giving)], acts, actor).get('giving', giving.id) ?? giving

/** Whether an act gives it to units that it does not name yet. [GV1] */
export const addsTo = ({ unitIds }: Giving, args: unknown): boolean =>
  (args as { unitIds: readonly UnitId[] }).unitIds.some((id) => !unitIds.includes(id))

/** Whether its day is still to come in Hanoi: units that would be late at once are not added. */
export const isAhead = ({ before }: GivenBody, nowMs: number): boolean => before > hanoiDay(instantOf(nowMs))
