import { createHmac, timingSafeEqual } from 'node:crypto'
import { canonical } from '#domain/canonical.ts'
import type { Instant } from '#domain/time.ts'
import type { Verdict } from '#protocol/push.ts'

/** What a seal covers: whose change with which content was ruled on how, when, and which numbers it was given. */
interface Sealed {
  department: string
  account: string
  /** of the change's content */
  hash: string
  verdict: Verdict
  received: Instant
  numbers: [register: string, number: number][]
}

/**
 * The server's mark on its own word, made of the signing key and nothing else, so that a server restored from a
 * backup knows it again. Nobody but the server has to check it, so it is short and quick. [BK7]
 * @param seed of the department's signing key
 */
export function sealOf(seed: Uint8Array, { verdict, ...rest }: Sealed): string {
  // where the change came to lie is of the lost server's counting and says nothing to the next
  const { spaces: _spaces, ack: _ack, ...word } = verdict
  const key = createHmac('sha256', seed).update('dau-moi ack 1').digest()
  return createHmac('sha256', key)
    .update(canonical({ ...rest, word }))
    .digest('base64url')
}

export function isSealedBy(seed: Uint8Array, sealed: Sealed, seal: string): boolean {
  const [own, told] = [Buffer.from(sealOf(seed, sealed)), Buffer.from(seal)]
  return own.length === told.length && timingSafeEqual(own, told)
}
