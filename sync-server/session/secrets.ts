import { hash, randomInt } from 'node:crypto'

/** What opens a session or names a device: 256 random bits. Only their hash is stored. [SE12] */
export const newToken = (random: (bytes: number) => Uint8Array): string => Buffer.from(random(32)).toString('base64url')

/** SHA-256, hex: enough for what is random and long. */
export const hashOf = (secret: string): string => hash('sha256', secret)

/** No 0 and O, 1, I and L: a code is read from paper and told over the phone. */
const LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const GROUP = 5

/** ABCDE-FGHJK, about 50 random bits. [SE13] */
export function newCode(): string {
  const letters = Array.from({ length: 2 * GROUP }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  return `${letters.slice(0, GROUP)}-${letters.slice(GROUP)}`
}

/** The hash of a code as typed: case, spaces and dashes do not matter. Salted by its account. */
export const hashOfCode = (accountId: string, typed: string): string =>
  hashOf(`${accountId}:${typed.toUpperCase().replaceAll(/[\s\p{Pd}._]/gu, '')}`)
