import type { DepartmentId, UnitId } from '#domain/ids.ts'
import { compiledOnce } from './compiled.ts'
import type { Tx } from './store.ts'

/** The units directly under these on that day, `2026-11-19` in Hanoi. [OR1] */
export async function childUnits(
  tx: Tx,
  department: DepartmentId,
  parents: readonly UnitId[],
  day: string,
): Promise<UnitId[]> {
  const rows = await tx
    .selectFrom('units')
    .select('id')
    .where('department', '=', department)
    .where('parent_id', 'in', parents)
    .where('valid_from', '<=', day)
    .where((e) => e.or([e('valid_to', 'is', null), e('valid_to', '>=', day)]))
    .execute()
  return rows.map(({ id }) => id as UnitId)
}

/** Units that ended before that day and were taken over by one of these. [OR9] */
export async function endedPredecessors(
  tx: Tx,
  department: DepartmentId,
  heirs: readonly UnitId[],
  day: string,
): Promise<{ unitId: UnitId; unitName: string; heir: UnitId }[]> {
  const rows = (await endedBefore(tx, department, heirs, day)).sort((a, b) => (a.id < b.id ? -1 : 1))
  return rows.map(({ id, name, successor_id }) => ({
    unitId: id as UnitId,
    unitName: name,
    heir: successor_id as UnitId,
  }))
}

/** In no order: told to sort by unit, SQLite would walk all units of the department. */
const endedBefore = compiledOnce((tx, department: string, heirs: readonly string[], day: string) =>
  tx
    .selectFrom('unit_successors as succession')
    .innerJoin('units as unit', (on) =>
      on.onRef('unit.department', '=', 'succession.department').onRef('unit.id', '=', 'succession.unit_id'),
    )
    .select(['unit.id', 'unit.name', 'succession.successor_id'])
    .where('succession.department', '=', department)
    .where('succession.successor_id', 'in', heirs)
    .where('unit.valid_to', '<', day),
)
