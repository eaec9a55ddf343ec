import fc from 'fast-check'
import { expect, it } from 'vitest'
import * as z from 'zod/mini'
import { pullRequestSchema } from '#protocol/pull.ts'
import { uuid } from '#tests/support/builders.ts'

const cursors = { bulletin: 6, [`person:${uuid(1)}`]: 0, [`unit:${uuid(2)}`]: 3 }
const whole = { protocol: 1, account: uuid(1), nonce: 'n'.repeat(32), cursors, backup: '' }

const odd = fc.oneof(
  fc.constantFrom(undefined, null, -1, 0, 1.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY, '', 'N'.repeat(16)),
  fc.constantFrom(uuid(3), uuid(0xabc).toUpperCase(), 'a'.repeat(64), '2026-11-19T06:00:00.000Z', [], [1], {}, cursors),
  fc.dictionary(
    fc.oneof(fc.constantFrom('__proto__', 'constructor', 'bulletin'), fc.string()),
    fc.oneof(fc.integer(), fc.string()),
  ),
  fc.jsonValue(),
)
const field = fc.constantFrom('protocol', 'account', 'nonce', 'cursors', 'bases', 'digests', 'stuck', 'backup', 'else')

it('[HT7] the code that is made of the pull’s schema takes, drops and refuses what the schema does', () => {
  const compiled = z.compile(pullRequestSchema, { strict: true })
  const taken = { whole: 0, none: 0 }
  const alike = (value: unknown) => {
    const [one, other] = [pullRequestSchema.safeParse(value), compiled.safeParse(value)]
    expect(other.success).toBe(one.success)
    expect(other.data).toEqual(one.data)
    if (!one.success) expect(other.error?.issues).toEqual(one.error.issues)
    taken[one.success ? 'whole' : 'none'] += 1
  }
  alike(whole)
  fc.assert(
    fc.property(fc.dictionary(field, odd, { maxKeys: 3 }), (change) => alike({ ...whole, ...change })),
    { numRuns: 3000 },
  )
  fc.assert(fc.property(odd, alike), { numRuns: 300 })
  // both outcomes were seen often, so that likeness says something
  expect(Math.min(taken.whole, taken.none)).toBeGreaterThan(100)
})
