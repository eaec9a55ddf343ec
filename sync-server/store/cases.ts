import type { AccountId, DepartmentId, UnitId } from '#domain/ids.ts'
import type { Space } from '#domain/spaces.ts'
import { compiledOnce } from './compiled.ts'
import type { Tx } from './store.ts'

/**
 * Writes down whom a case names and whose unit it is, over what was there; no unit's, while it came from outside of
 * a post. [AC4, OR8]
 */
export async function keepCase(
  tx: Tx,
  department: DepartmentId,
  space: Space,
  { readers, unit }: { readers: readonly AccountId[]; unit: UnitId | null },
): Promise<void> {
  await forgetCase(tx, department, space)
  await tx
    .insertInto('case_readers')
    .values(readers.map((account_id) => ({ department, space, account_id })))
    .execute()
  if (unit) await tx.insertInto('case_units').values({ department, space, unit_id: unit }).execute()
}

/** The incident is no longer a restricted one: nobody finds it there any more. */
export async function forgetCase(tx: Tx, department: DepartmentId, space: Space): Promise<void> {
  await tx.deleteFrom('case_readers').where('department', '=', department).where('space', '=', space).execute()
  await tx.deleteFrom('case_units').where('department', '=', department).where('space', '=', space).execute()
}

export async function casesNaming(tx: Tx, department: DepartmentId, account: AccountId): Promise<Space[]> {
  return (await naming(tx, department, account)).map(({ space }) => space as Space)
}

const naming = compiledOnce((tx, department: string, account: string) =>
  tx.selectFrom('case_readers').select('space').where('department', '=', department).where('account_id', '=', account),
)

export async function casesOfUnits(tx: Tx, department: DepartmentId, units: readonly UnitId[]): Promise<Space[]> {
  return (await ofUnits(tx, department, units)).map(({ space }) => space as Space)
}

const ofUnits = compiledOnce((tx, department: string, units: readonly string[]) =>
  tx.selectFrom('case_units').select('space').where('department', '=', department).where('unit_id', 'in', units),
)

/** Whom a case concerns; undefined for a space that is none. */
export async function concernedBy(
  tx: Tx,
  department: DepartmentId,
  space: Space,
): Promise<{ readers: AccountId[]; unit: UnitId | null } | undefined> {
  const unit = await tx
    .selectFrom('case_units')
    .select('unit_id')
    .where('department', '=', department)
    .where('space', '=', space)
    .executeTakeFirst()
  const readers = await tx
    .selectFrom('case_readers')
    .select('account_id')
    .where('department', '=', department)
    .where('space', '=', space)
    .execute()
  if (!unit && readers.length === 0) return undefined
  return {
    readers: readers.map(({ account_id }) => account_id as AccountId),
    unit: (unit?.unit_id ?? null) as UnitId | null,
  }
}
