import { holds, READS_ALL_CASES, READS_ALL_UNITS } from '#domain/access/can.ts'
import type { UnitId } from '#domain/ids.ts'
import type { Actor, Role } from '#domain/organisation/roles.ts'
import { isSentTo, type Piece } from '#domain/pieces/piece.ts'
import { BULLETIN, kindOfSpace, personSpace, type Space, unitSpace } from '#domain/spaces.ts'
import { hanoiDay, type Instant } from '#domain/time.ts'
import type { Reader, Who } from '../session/who.ts'
import { casesNaming, casesOfUnits } from '../store/cases.ts'
import { childUnits } from '../store/hierarchy.ts'
import { type CopyStanding, copyStanding } from '../store/spaces.ts'
import type { Tx } from '../store/store.ts'

/** What an account may read now: the one place that knows, for push, pull, photos and the desk alike. [AC3, AC4] */
export interface Sight {
  /** whether it may read what lies in a space, at the desk or on the phone */
  sees(space: Space): boolean
  /** the same for one record: what was sent to a unit is read there, too, wherever it lies [AC8] */
  reads(row: { space: Space; type: string; body: string }): boolean
}

/** An administrator keeps accounts, and reads no reports by that. [AC5] */
const readsOwnUnit = (role: Role) => role !== 'admin'

const isHead = (role: Role) => role === 'unit_head'

function unitsWhere(actor: Pick<Actor, 'grants'>, fits: (role: Role) => boolean): UnitId[] {
  const units: UnitId[] = []
  for (const { role, unitId } of actor.grants) if (fits(role) && !units.includes(unitId)) units.push(unitId)
  return units
}

/** Where the spaces stand that its phone keeps a copy of: its own, its units', and the cases that concern it. [AC3] */
export const copyOf = (tx: Tx, { actor, departmentId, accountId }: Reader): Promise<CopyStanding> =>
  copyStanding(tx, departmentId, {
    spaces: [personSpace(accountId), BULLETIN, ...unitsWhere(actor, readsOwnUnit).map(unitSpace)],
    account: accountId,
    headed: unitsWhere(actor, isHead),
  })

export async function sightOf(tx: Tx, { actor, departmentId, accountId }: Who, now: Instant): Promise<Sight> {
  const own = unitsWhere(actor, readsOwnUnit)
  const headed = unitsWhere(actor, isHead)
  const parents = unitsWhere(actor, (role) => role === 'parent_officer')

  const cases = new Set(await casesNaming(tx, departmentId, accountId))
  if (headed.length > 0) for (const space of await casesOfUnits(tx, departmentId, headed)) cases.add(space)
  const children = parents.length > 0 ? await childUnits(tx, departmentId, parents, hanoiDay(now)) : []
  const units = new Set([...own, ...children])
  const allUnits = holds(actor, READS_ALL_UNITS)
  const allCases = holds(actor, READS_ALL_CASES)

  const sees = (space: Space): boolean => {
    const named = kindOfSpace(space)
    switch (named.kind) {
      case 'bulletin':
        return true
      case 'person':
        return named.accountId === accountId
      case 'unit':
        return allUnits || units.has(named.unitId)
      case 'outside':
        return allUnits || cases.has(space)
      case 'case':
        return allCases || cases.has(space)
    }
  }
  return {
    sees,
    reads: ({ space, type, body }) =>
      sees(space) || (type === 'piece' && isSentTo(actor, JSON.parse(body) as Pick<Piece, 'recipients'>)),
  }
}
