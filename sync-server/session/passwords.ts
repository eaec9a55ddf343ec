import { hash, verify } from '@node-rs/argon2'
import { MIN_PASSWORD } from '#protocol/session.ts'

/** Makes and checks password hashes on the thread pool, never on the event loop. [SE10] */
export interface Passwords {
  hash(password: string): Promise<string>
  /** With `null` for a hash it works just as long and says no: who is unknown is not told by the clock. [SE16] */
  verify(hash: string | null, password: string): Promise<boolean>
}

/** Memory in KiB and passes of argon2id; lower only in tests. */
export interface PasswordCost {
  memoryCost: number
  timeCost: number
}
const OWASP: PasswordCost = { memoryCost: 19_456, timeCost: 2 }

/** argon2id in PHC form. */
export function createPasswords(cost: PasswordCost = OWASP): Passwords {
  const make = (password: string) => hash(spelled(password), { ...cost, parallelism: 1 })
  const nobody = make(crypto.randomUUID())
  return {
    hash: make,
    async verify(stored, password) {
      const right = await verify(stored ?? (await nobody), spelled(password))
      return right && stored !== null
    },
  }
}

/** Telex and VNI, iPhone and Windows spell the same letters in different bytes. */
const spelled = (password: string) => password.toWellFormed().normalize('NFC')

const COMMON = new Set(
  '12345678 123456789 1234567890 0123456789 87654321 11223344 password password1 matkhau123 qwertyuiop abcd1234 abc12345 iloveyou 1q2w3e4r'.split(
    ' ',
  ),
)

/** Too short, the username itself, one character over and over, or among the first that anybody tries. [SE10] */
export function isWeak(password: string, username: string): boolean {
  const plain = spelled(password).toLowerCase()
  return [...plain].length < MIN_PASSWORD || plain === username || new Set(plain).size < 4 || COMMON.has(plain.trim())
}
