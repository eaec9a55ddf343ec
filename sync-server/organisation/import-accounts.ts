import type { DepartmentId } from '#domain/ids.ts'
import { clashingTerms } from '#domain/organisation/focal-point.ts'
import type { Role } from '#domain/organisation/roles.ts'
import { overlap } from '#domain/organisation/validity.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import type { Instant } from '#domain/time.ts'
import { hanoiDay } from '#domain/time.ts'
import {
  type AccountRow,
  accountByUsername,
  type GrantRow,
  grantsOf,
  insertAccount,
  insertGrant,
  insertPerson,
  person,
  updateGrant,
  updatePerson,
} from '#server/store/accounts.ts'
import { aliasesOf, unitsOf } from '#server/store/organisation.ts'
import type { Tx } from '#server/store/store.ts'
import { issueCode } from './accounts.ts'
import type { Problem } from './csv.ts'
import type { Imported } from './import-units.ts'
import { type Columns, type Line, readTable, textProblems, validityIn } from './table.ts'
import { keyIn, ROLE_WORDS } from './words.ts'

const COLUMNS = {
  username: { names: ['tên đăng nhập'], required: true },
  name: { names: ['họ tên', 'họ và tên'], required: true },
  position: { names: ['chức vụ'], required: false },
  phone: { names: ['điện thoại'], required: false },
  email: { names: ['thư điện tử'], required: false },
  role: { names: ['vai trò'], required: true },
  unit: { names: ['đơn vị', 'mã đơn vị'], required: true },
  valid_from: { names: ['từ ngày'], required: false },
  valid_to: { names: ['đến ngày'], required: false },
} as const satisfies Columns<string>
type Key = keyof typeof COLUMNS

/** A new account's way in, to be handed over on paper. */
export interface NewAccount {
  username: string
  name: string
  code: string
  expiresAt: Instant
}

interface Wanted {
  line: Line<Key>
  username: string
  person: { name: string; position: string; phone: string; email: string }
  role: Role
  unitId: string
  from: string | null
  to: string | null
}

interface Context {
  department: DepartmentId
  newId: () => string
  now: Instant
}

/**
 * Brings accounts and posts to what the file says: one line a post, so that somebody with two posts has two lines.
 * Accounts are known by their username; all or nothing; a second time changes nothing. New accounts get a code. [OR6]
 */
export async function importAccounts(
  tx: Tx,
  context: Context,
  bytes: Uint8Array,
): Promise<Result<{ posts: Imported; accounts: NewAccount[] }, Problem[]>> {
  const table = readTable<Key>(bytes, COLUMNS)
  if (!table.ok) return table
  const units = await unitsByName(tx, context.department)
  const read = table.value.map((line) => readPost(line, units))
  const wanted = read.flatMap((post) => (post.ok ? [post.value] : []))
  const problems = read.flatMap((post) => (post.ok ? [] : post.error))
  const owners = new Map<string, AccountRow>()
  for (const { username, line } of wanted) {
    const account = await accountByUsername(tx, username)
    if (account) owners.set(username, account)
    if (account && account.department !== context.department) problems.push(line.wrong('username', 'username-taken'))
  }
  problems.push(...contradictions(wanted))
  if (problems.length > 0) return fail(problems)

  const added = newOwners(context, wanted, owners)
  const grants = await grantsOf(tx, context.department)
  const ownerId = ({ username }: Wanted) => (owners.get(username) as AccountRow).id
  const posts = wanted.map((post) => settlePost(context, post, ownerId(post), grants))
  const clash = focalPointClash(grants, owners, wanted)
  if (clash) return fail([clash])

  // nothing was written until here: whatever is wrong with the file leaves everything as it was
  const counts: Imported = { added: 0, changed: 0, same: 0 }
  const accounts: NewAccount[] = []
  for (const { row, person } of added) {
    await insertPerson(tx, { department: context.department, id: row.person_id, ...person })
    await insertAccount(tx, row)
    accounts.push({ username: row.username, name: person.name, ...(await issueCode(tx, row, context.now)) })
  }
  for (const [i, { outcome, grant }] of posts.entries()) {
    const post = wanted[i] as Wanted
    const renamed = await refreshPerson(tx, owners.get(post.username) as AccountRow, post)
    if (outcome === 'added') await insertGrant(tx, grant)
    if (outcome === 'changed') await updateGrant(tx, grant)
    counts[outcome === 'same' && renamed ? 'changed' : outcome] += 1
  }
  return ok({ posts: counts, accounts })
}

async function unitsByName(tx: Tx, department: DepartmentId): Promise<ReadonlyMap<string, string>> {
  const aliases = (await aliasesOf(tx, department)).map(({ alias, unit_id }) => [alias, unit_id] as const)
  const codes = (await unitsOf(tx, department)).map(({ code, id }) => [code, id] as const)
  return new Map([...aliases, ...codes])
}

function readPost(line: Line<Key>, units: ReadonlyMap<string, string>): Result<Wanted, Problem[]> {
  const problems = [
    ...textProblems(line, 'username', { max: 60, required: true }),
    ...textProblems(line, 'name', { max: 120, required: true }),
    ...textProblems(line, 'position', { max: 120, required: false }),
    ...textProblems(line, 'email', { max: 120, required: false }),
    ...textProblems(line, 'role', { max: 60, required: true }),
    ...textProblems(line, 'unit', { max: 200, required: true }),
  ]
  const validity = validityIn(line, 'valid_from', 'valid_to')
  if (!validity.ok) problems.push(...validity.error)
  const username = line.get('username').toLowerCase()
  const [phone, email] = [phoneAs(line.get('phone')), line.get('email')]
  const [role, unitId] = [keyIn(ROLE_WORDS, line.get('role')), units.get(line.get('unit'))]
  if (username !== '' && !/^[a-z0-9][a-z0-9._@-]+$/.test(username))
    problems.push(line.wrong('username', 'username-wrong'))
  if (phone === null) problems.push(line.wrong('phone', 'phone-wrong'))
  if (email !== '' && !/^[^\s@]+@[^\s@]+$/.test(email)) problems.push(line.wrong('email', 'email-wrong'))
  if (!role && line.get('role') !== '') problems.push(line.wrong('role', 'role-unknown'))
  if (!unitId && line.get('unit') !== '') problems.push(line.wrong('unit', 'unit-unknown'))
  if (problems.length > 0 || !role || !unitId || !validity.ok || phone === null) return fail(problems)
  const person = { name: line.get('name'), position: line.get('position'), phone, email }
  return ok({ line, username, person, role, unitId, ...validity.value })
}

/** Digits alone, 0 in front: spaces, dots, dashes and +84 are ways to write it. @returns null for what is no number */
function phoneAs(typed: string): string | null {
  const digits = typed.replaceAll(/[\s.()-]/g, '').replace(/^\+84/, '0')
  return /^(?:0\d{9,10})?$/.test(digits) ? digits : null
}

/** Lines of one person that say different things, or the same post twice. */
function contradictions(wanted: readonly Wanted[]): Problem[] {
  return wanted.flatMap((post, i) => {
    const earlier = wanted.slice(0, i).filter(({ username }) => username === post.username)
    const differs = (['name', 'position', 'phone', 'email'] as const).find((key) =>
      earlier.some(({ person }) => person[key] !== post.person[key]),
    )
    const again = earlier.some(
      ({ role, unitId, from }) => role === post.role && unitId === post.unitId && from === post.from,
    )
    return [
      ...(differs ? [post.line.wrong(differs, 'person-differs')] : []),
      ...(again ? [post.line.wrong('role', 'post-twice')] : []),
    ]
  })
}

/** Accounts for the names that nobody has yet; `owners` learns them. */
function newOwners(
  { department, newId, now }: Context,
  wanted: readonly Wanted[],
  owners: Map<string, AccountRow>,
): { row: AccountRow; person: Wanted['person'] }[] {
  return wanted.flatMap(({ username, person }) => {
    if (owners.has(username)) return []
    const row: AccountRow = {
      department,
      id: newId(),
      person_id: newId(),
      username,
      password_hash: null,
      disabled_at: null,
      created_at: now,
    }
    owners.set(username, row)
    return [{ row, person }]
  })
}

/** @returns whether something was new */
async function refreshPerson(tx: Tx, account: AccountRow, { person: wanted }: Wanted): Promise<boolean> {
  const known = await person(tx, account.department, account.person_id)
  const same = (['name', 'position', 'phone', 'email'] as const).every((key) => known[key] === wanted[key])
  if (!same) await updatePerson(tx, { ...known, ...wanted })
  return !same
}

/** Finds the post by its first day, or by any day in common; `grants` becomes what will be. */
function settlePost(
  { department, newId, now }: Context,
  { role, unitId, from, to }: Wanted,
  accountId: string,
  grants: GrantRow[],
): { outcome: keyof Imported; grant: GrantRow } {
  const held = grants.filter(
    (grant) => grant.account_id === accountId && grant.role === role && grant.unit_id === unitId,
  )
  const span = { from: from ?? held.at(-1)?.valid_from ?? hanoiDay(now), to }
  const before =
    held.find(({ valid_from }) => valid_from === span.from) ??
    held.find((grant) => overlap({ from: grant.valid_from, to: grant.valid_to }, span))
  if (before?.valid_from === span.from && before.valid_to === span.to) return { outcome: 'same', grant: before }
  const kept = before ?? { department, id: newId(), account_id: accountId, role, unit_id: unitId }
  const grant: GrantRow = { ...kept, valid_from: span.from, valid_to: span.to }
  grants.splice(before ? grants.indexOf(before) : grants.length, before ? 1 : 0, grant)
  return { outcome: before ? 'changed' : 'added', grant }
}

/** [OR4] Two focal points of one unit on one day: told at the line that brings the second. */
function focalPointClash(
  grants: readonly GrantRow[],
  owners: ReadonlyMap<string, AccountRow>,
  wanted: readonly Wanted[],
): Problem | null {
  const terms = grants
    .filter(({ role }) => role === 'focal_point')
    .map((grant) => ({
      accountId: grant.account_id,
      unitId: grant.unit_id,
      from: grant.valid_from,
      to: grant.valid_to,
    }))
  const clash = clashingTerms(terms)
  if (!clash) return null
  const ids = clash.map(({ accountId }) => accountId)
  const at = wanted.findLast(
    ({ username, role, unitId }) =>
      role === 'focal_point' && unitId === clash[1].unitId && ids.includes(owners.get(username)?.id ?? ''),
  )
  if (!at) throw new Error(`two focal points of unit ${clash[1].unitId} were there before this import`)
  return at.line.wrong('unit', 'focal-point-taken')
}
