/** Slow enough that guessing through it is no way in; about a third of a second on a small phone. */
const ROUNDS = 300_000

interface Lock {
  account: string
  salt: Uint8Array<ArrayBuffer>
  hash: string
}

/**
 * Lets the person who locked a shared computer in again while there is no network. What it compares with lives in
 * this page's memory only: after a restart the server alone opens. [SE5]
 */
let lock: Lock | null = null

export async function rememberForLock(account: string, password: string): Promise<void> {
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const hash = await derive(password, salt)
  lock = hash === null ? null : { account, salt, hash }
}

/** @returns false also when nothing is remembered */
export async function opensOffline(account: string, password: string): Promise<boolean> {
  const kept = lock
  if (kept?.account !== account) return false
  return (await derive(password, kept.salt)) === kept.hash
}

/** @returns null where the browser does not offer it, as on a page without https */
async function derive(password: string, salt: Uint8Array<ArrayBuffer>): Promise<string | null> {
  if (!crypto.subtle) return null
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(password), 'PBKDF2', false, ['deriveBits'])
  const bits = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS }, key, 256)
  return Array.from(new Uint8Array(bits), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
