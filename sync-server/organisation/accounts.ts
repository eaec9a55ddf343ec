import { fail, ok, type Result } from '#domain/result.ts'
import { type Instant, instantOf, msOf } from '#domain/time.ts'
import { hashOfCode, newCode } from '#server/session/secrets.ts'
import { type AccountRow, accountByUsername, putCode, setDisabled } from '#server/store/accounts.ts'
import { revokeSessionsOf } from '#server/store/sessions.ts'
import type { Tx } from '#server/store/store.ts'

const CODE_DAYS = 14

/** Makes a code that takes the place of any earlier one; the password stays good until it is used. [SE13] */
export async function issueCode(
  tx: Tx,
  account: AccountRow,
  now: Instant,
): Promise<{ code: string; expiresAt: Instant }> {
  const code = newCode()
  const expiresAt = instantOf(msOf(now) + CODE_DAYS * 86_400_000)
  await putCode(tx, {
    department: account.department,
    account_id: account.id,
    code_hash: hashOfCode(account.id, code),
    expires_at: expiresAt,
  })
  return { code, expiresAt }
}

/** A new way in for who forgot the password or never had one. */
export async function renewCode(
  tx: Tx,
  department: string,
  username: string,
  now: Instant,
): Promise<Result<{ code: string; expiresAt: Instant }, 'account-unknown'>> {
  const account = await ownAccount(tx, department, username)
  return account ? ok(await issueCode(tx, account, now)) : fail('account-unknown')
}

/** Shuts an account and ends its sessions. Its records stay. */
export async function disableAccount(
  tx: Tx,
  department: string,
  username: string,
  now: Instant,
): Promise<Result<{ ended: string[] }, 'account-unknown'>> {
  const account = await ownAccount(tx, department, username)
  if (!account) return fail('account-unknown')
  if (account.disabled_at === null) await setDisabled(tx, account, now)
  return ok({ ended: await revokeSessionsOf(tx, department, account.id, now) })
}

/** Opens it again, with the password it had. */
export async function enableAccount(
  tx: Tx,
  department: string,
  username: string,
): Promise<Result<null, 'account-unknown'>> {
  const account = await ownAccount(tx, department, username)
  if (!account) return fail('account-unknown')
  await setDisabled(tx, account, null)
  return ok(null)
}

/** The account of that name, if it is this department's. */
export async function ownAccount(tx: Tx, department: string, username: string): Promise<AccountRow | undefined> {
  const account = await accountByUsername(tx, username.trim().toLowerCase())
  return account?.department === department ? account : undefined
}
