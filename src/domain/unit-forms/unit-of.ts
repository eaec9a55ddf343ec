import { canForm } from '../access/can.ts'
import type { UnitId } from '../ids.ts'
import type { Actor } from '../organisation/roles.ts'

/** The unit that an address names, or the first for which this person writes reports. */
export function unitFor(actor: Actor, asked: string | null): UnitId | null {
  const units = actor.grants.map(({ unitId }) => unitId).filter((unitId) => canForm(actor, 'write', { unitId }))
  return units.find((unitId) => unitId === asked) ?? units[0] ?? null
}
