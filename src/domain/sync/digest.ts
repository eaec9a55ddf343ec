import * as z from 'zod/mini'

/** `12-00c0ffee00c0ffee`: how many records, and a sum over what they are. */
export const digestSchema = z.string().check(z.regex(/^\d{1,9}-[0-9a-f]{16}$/))

interface Held {
  type: string
  id: string
  version: number
}

/**
 * What a copy of a space holds, in a few bytes and in any order. It finds rows that were lost or left over, by
 * accident: it is no proof against anybody. [SY15]
 */
export function digestOf(records: Iterable<Held>): string {
  let count = 0
  let high = 0
  let low = 0
  for (const { type, id, version } of records) {
    const text = `${type} ${id} ${version}`
    count += 1
    high = (high + hashOf(text, 0x811c9dc5)) >>> 0
    low = (low + hashOf(text, 0x1b873593)) >>> 0
  }
  return `${count}-${hex(high)}${hex(low)}`
}

/** FNV-1a with a last stir, so that neighbours do not cancel each other. */
function hashOf(text: string, seed: number): number {
  let hash = seed
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return (hash ^ (hash >>> 13)) >>> 0
}

const hex = (n: number) => n.toString(16).padStart(8, '0')
