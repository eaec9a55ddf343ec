import type { AccountId, DepartmentId } from '#domain/ids.ts'
import type { Actor, Grant } from '#domain/organisation/roles.ts'
import { hanoiDay, type Instant } from '#domain/time.ts'
import { withInherited } from '../session/succession.ts'
import { grantsOn } from '../store/accounts.ts'
import type { Tx } from '../store/store.ts'

/** An account with the posts that it holds today, where no session speaks. The name is nobody's business here. */
export async function actorOf(tx: Tx, department: DepartmentId, account: string, now: Instant): Promise<Actor> {
  const day = hanoiDay(now)
  const posts = await grantsOn(tx, department, account, day)
  const held = posts.map(({ role, unit_id, unit_name }) => ({ role, unitId: unit_id, unitName: unit_name }) as Grant)
  const grants = await withInherited(tx, department, held, day)
  return { accountId: account as AccountId, departmentId: department, name: '', grants }
}
