import { sql } from 'kysely'
import { compiledOnce } from './compiled.ts'
import type { Schema } from './schema.ts'
import type { Tx } from './store.ts'

export type AccountRow = Schema['accounts']
export type PersonRow = Schema['people']
export type GrantRow = Schema['role_grants']

export const insertPerson = (tx: Tx, row: PersonRow) => tx.insertInto('people').values(row).execute()

export const person = (tx: Tx, department: string, id: string) =>
  tx
    .selectFrom('people')
    .selectAll()
    .where('department', '=', department)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()

export const updatePerson = (tx: Tx, { department, id, ...rest }: PersonRow) =>
  tx.updateTable('people').set(rest).where('department', '=', department).where('id', '=', id).execute()

export const insertAccount = (tx: Tx, row: AccountRow) => tx.insertInto('accounts').values(row).execute()

/** Usernames are unique over the whole server: the one row of that name may be another department's. [ST10] */
export async function accountByUsername(tx: Tx, username: string): Promise<AccountRow | undefined> {
  await sql`select set_config('dau_moi.username', ${username}, true)`.execute(tx)
  return tx.selectFrom('accounts').selectAll().where('username', '=', username).executeTakeFirst()
}

export const accountsOf = (tx: Tx, department: string) =>
  tx.selectFrom('accounts').selectAll().where('department', '=', department).orderBy('username').execute()

export const peopleOf = (tx: Tx, department: string) =>
  tx.selectFrom('people').selectAll().where('department', '=', department).execute()

export const setPasswordHash = (tx: Tx, { department, id }: AccountRow, hash: string) =>
  tx
    .updateTable('accounts')
    .set({ password_hash: hash })
    .where('department', '=', department)
    .where('id', '=', id)
    .execute()

/** @param at null lets the account in again */
export const setDisabled = (tx: Tx, { department, id }: AccountRow, at: string | null) =>
  tx
    .updateTable('accounts')
    .set({ disabled_at: at })
    .where('department', '=', department)
    .where('id', '=', id)
    .execute()

export const insertGrant = (tx: Tx, row: GrantRow) => tx.insertInto('role_grants').values(row).execute()

export const updateGrant = (tx: Tx, { department, id, valid_from, valid_to }: GrantRow) =>
  tx
    .updateTable('role_grants')
    .set({ valid_from, valid_to })
    .where('department', '=', department)
    .where('id', '=', id)
    .execute()

export const grantsOf = (tx: Tx, department: string) =>
  tx.selectFrom('role_grants').selectAll().where('department', '=', department).orderBy('valid_from').execute()

/** The posts of an account on a day of Hanoi, in units that exist on that day. */
export const grantsOn = compiledOnce((tx, department: string, accountId: string, day: string) =>
  tx
    .selectFrom('role_grants as grant')
    .innerJoin('units as unit', (on) =>
      on.onRef('unit.department', '=', 'grant.department').onRef('unit.id', '=', 'grant.unit_id'),
    )
    .select(['grant.role', 'grant.unit_id', 'unit.name as unit_name'])
    .where('grant.department', '=', department)
    .where('grant.account_id', '=', accountId)
    .where('grant.valid_from', '<=', day)
    .where((is) => is.or([is('grant.valid_to', 'is', null), is('grant.valid_to', '>=', day)]))
    .where('unit.valid_from', '<=', day)
    .where((is) => is.or([is('unit.valid_to', 'is', null), is('unit.valid_to', '>=', day)]))
    .orderBy('grant.valid_from')
    .orderBy('grant.id'),
)

/**
 * The newest post that an account held in a unit and holds no longer, with its last day: the post ended, or the
 * unit did. [OR8]
 */
export async function endedPost(
  tx: Tx,
  department: string,
  {
    account,
    unit,
    roles,
    from,
    day,
  }: { account: string; unit: string; roles: readonly string[]; from: string; day: string },
) {
  const rows = await tx
    .selectFrom('role_grants as grant')
    .innerJoin('units as unit', (on) =>
      on.onRef('unit.department', '=', 'grant.department').onRef('unit.id', '=', 'grant.unit_id'),
    )
    .select(['grant.role', 'grant.valid_to', 'unit.name as unit_name', 'unit.valid_to as unit_to'])
    .where('grant.department', '=', department)
    .where('grant.account_id', '=', account)
    .where('grant.unit_id', '=', unit)
    .where('grant.role', 'in', roles)
    .where('grant.valid_from', '<=', day)
    .execute()
  const ended = rows.flatMap(({ role, valid_to, unit_name, unit_to }) => {
    const [until] = [valid_to, unit_to].filter((end) => end !== null).sort()
    return until !== undefined && until < day && until >= from ? [{ role, unit_name, until }] : []
  })
  return ended.sort((a, b) => (a.until < b.until ? 1 : -1))[0]
}

/** A new code takes the place of the old one. */
export const putCode = (tx: Tx, row: Schema['activation_codes']) =>
  tx
    .insertInto('activation_codes')
    .values(row)
    .onConflict((clash) =>
      clash.columns(['department', 'account_id']).doUpdateSet({ code_hash: row.code_hash, expires_at: row.expires_at }),
    )
    .execute()

export const codeOf = (tx: Tx, { department, id }: AccountRow) =>
  tx
    .selectFrom('activation_codes')
    .selectAll()
    .where('department', '=', department)
    .where('account_id', '=', id)
    .executeTakeFirst()

export const removeCode = (tx: Tx, { department, id }: AccountRow) =>
  tx.deleteFrom('activation_codes').where('department', '=', department).where('account_id', '=', id).execute()
