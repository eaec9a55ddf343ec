import type { DepartmentId, UnitId } from '#domain/ids.ts'
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
