import type { DepartmentId } from '#domain/ids.ts'
import { type Standing, standingOf } from '../store/backups.ts'
import { departments } from '../store/organisation.ts'
import { SERVER, type Store } from '../store/store.ts'

export const departmentsIn = async (store: Store): Promise<DepartmentId[]> =>
  (await store.read(SERVER, departments)).map(({ id }) => id as DepartmentId)

/** Where every department stands, in the order of `departmentsIn`. */
export async function standingsOf(store: Store): Promise<Standing[]> {
  const standings: Standing[] = []
  for (const id of await departmentsIn(store)) standings.push(await store.read(id, (tx) => standingOf(tx, id)))
  return standings
}
