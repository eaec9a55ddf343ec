import type { DepartmentId } from '#domain/ids.ts'
import type { Grant, Role } from '#domain/organisation/roles.ts'
import { endedPredecessors } from '../store/hierarchy.ts'
import type { Tx } from '../store/store.ts'

/** Posts that are about one unit and its affairs; those of the office see every unit anyway. */
const OF_A_UNIT: ReadonlySet<Role> = new Set(['focal_point', 'unit_head', 'parent_officer', 'division_officer'])

/**
 * The posts of a day, and behind them the same posts in units that ended and that these took over from, however far
 * back: what lies in their spaces is these people's affair now. [OR9]
 * @param day `2026-11-19` in Hanoi
 */
export async function withInherited(
  tx: Tx,
  department: DepartmentId,
  held: readonly Grant[],
  day: string,
): Promise<Grant[]> {
  const all: Grant[] = [...held]
  const has = (role: Role, unitId: string) => all.some((grant) => grant.role === role && grant.unitId === unitId)
  for (let heirs = held.filter(({ role }) => OF_A_UNIT.has(role)); heirs.length > 0; ) {
    const before = await endedPredecessors(
      tx,
      department,
      heirs.map(({ unitId }) => unitId),
      day,
    )
    const found: Grant[] = []
    for (const { unitId, unitName, heir } of before)
      for (const { role } of heirs.filter((grant) => grant.unitId === heir))
        if (!has(role, unitId)) {
          const grant: Grant = { role, unitId, unitName, inherited: true }
          found.push(grant)
          all.push(grant)
        }
    heirs = found
  }
  return all
}
