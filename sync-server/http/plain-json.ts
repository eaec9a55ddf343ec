/** Deeper than any form of ours; recursion over more could end the process. */
const MAX_DEPTH = 64
/** Keys that turn into something else than a key when an object is copied. */
const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** Whether parsed JSON is shallow enough to be walked by recursion. */
export const isShallow = (value: unknown): boolean => walk(value, () => true)

/** Whether no object in it has a key that could reach a prototype, and every number is one that JSON can say. */
export const isPlain = (value: unknown): boolean =>
  walk(value, (part) => (typeof part === 'number' ? Number.isFinite(part) : !FORBIDDEN.has(part)))

/** Visits every key without recursion; false at the first key that fails or at too great a depth. */
function walk(value: unknown, fits: (part: string | number) => boolean): boolean {
  const open: [unknown, number][] = [[value, 0]]
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, depth] = next
    if (typeof node === 'number' && !fits(node)) return false
    if (typeof node !== 'object' || node === null) continue
    if (depth >= MAX_DEPTH) return false
    const isArray = Array.isArray(node)
    for (const [key, member] of Object.entries(node)) {
      if (!isArray && !fits(key)) return false
      if (typeof member === 'object' || typeof member === 'number') open.push([member, depth + 1])
    }
  }
  return true
}
