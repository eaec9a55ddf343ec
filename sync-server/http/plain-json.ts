/** Deeper than any form of ours; recursion over more could end the process. */
const MAX_DEPTH = 64
/** Keys that turn into something else than a key when an object is copied. */
const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

const PLAIN = 0
const ODD = 1
const DEEP = 2
const SHAPES = ['plain', 'odd', 'deep'] as const

/**
 * What parsed JSON is like for code that copies it or walks it by recursion. `odd`: some object has a key that could
 * reach a prototype, or a number is one that JSON cannot say. `deep`: more levels than may be walked.
 */
export const shapeOf = (value: unknown): (typeof SHAPES)[number] => SHAPES[worstIn(value, 0)]

/** Whether it may be copied and walked. */
export const isPlain = (value: unknown): boolean => worstIn(value, 0) === PLAIN

/** The worst of what is found; goes no deeper than is allowed. */
function worstIn(node: unknown, depth: number): typeof PLAIN | typeof ODD | typeof DEEP {
  if (typeof node === 'number') return Number.isFinite(node) ? PLAIN : ODD
  if (typeof node !== 'object' || node === null) return PLAIN
  if (depth >= MAX_DEPTH) return DEEP
  let worst: typeof PLAIN | typeof ODD = PLAIN
  const isArray = Array.isArray(node)
  for (const key of Object.keys(node)) {
    if (!isArray && FORBIDDEN.has(key)) worst = ODD
    const found = worstIn((node as Record<string, unknown>)[key], depth + 1)
    if (found === DEEP) return DEEP
    if (found === ODD) worst = ODD
  }
  return worst
}
