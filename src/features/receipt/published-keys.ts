import type { Vouched } from '#domain/receipts/verify-file.ts'
import { keysAnswerSchema } from '#protocol/keys.ts'

/** What the server says of the keys of a file; `unknown` when it could not be asked. */
export type Comparison = 'published' | 'foreign' | 'unknown'

/** Asks for the published keys and for nothing else: no part of the file goes along. [RC6] */
export async function compareKeys(keys: Vouched['keys']): Promise<Comparison> {
  try {
    const response = await fetch('/api/keys', { headers: { accept: 'application/json' } })
    if (!response.ok) return 'unknown'
    const answer = keysAnswerSchema.safeParse(await response.json())
    if (!answer.success) return 'unknown'
    const published = answer.data.keys
    const known = keys.every(({ id, publicKey }) =>
      published.some((key) => key.id === id && key.publicKey === publicKey),
    )
    return known ? 'published' : 'foreign'
  } catch {
    // no network, a portal's page: the officer compares by eye
    return 'unknown'
  }
}
