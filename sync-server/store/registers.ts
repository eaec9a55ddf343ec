import type { DepartmentId } from '#domain/ids.ts'
import type { Register } from '#domain/mutation.ts'
import { compiledOnce } from './compiled.ts'
import type { Tx } from './store.ts'

/** The last number given in each series of a year; a series that has not begun is absent. */
export async function lastNumbers(tx: Tx, department: DepartmentId, year: number): Promise<Map<Register, number>> {
  const rows = await numbers(tx, department, year)
  return new Map(rows.map(({ name, last }) => [name as Register, last]))
}

const numbers = compiledOnce((tx, department: string, year: number) =>
  tx.selectFrom('registers').select(['name', 'last']).where('department', '=', department).where('year', '=', year),
)

/** Remembers a number as given, in the transaction that gives it: no number is lost or given twice. [RG1] */
export async function keepNumber(
  tx: Tx,
  department: DepartmentId,
  { name, year, last }: { name: Register; year: number; last: number },
): Promise<void> {
  await keep(tx, department, name, year, last)
}

const keep = compiledOnce((tx, department: string, name: string, year: number, last: number) =>
  tx
    .insertInto('registers')
    .values({ department, name, year, last })
    .onConflict((on) => on.columns(['department', 'name', 'year']).doUpdateSet({ last })),
)
