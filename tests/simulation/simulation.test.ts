import { beforeAll, describe, expect, test } from 'vitest'
import { FAULTS } from './faults.ts'
import { simulate } from './run.ts'
import { FOUND } from './seeds.ts'
import { createTally } from './tally.ts'
import { warmUp } from './warm-up.ts'

/** Seeds that stay, to tell a change of the product from chance. */
const FIXED = [1, 2, 3, 4]
const FRESH = Array.from({ length: 10 }, () => Math.floor(Math.random() * 2 ** 32))
const SAFETY = Math.floor(Math.random() * 2 ** 32)
const tally = createTally()

async function run(seed: number, safetyOnly: boolean): Promise<void> {
  const outcome = await simulate(seed, { safetyOnly })
  tally.add(outcome)
  const again = `npm run simulate -- --seed ${seed}${safetyOnly ? ' --safety' : ''} --trace`
  expect(outcome.complaints, again).toEqual([])
}

beforeAll(warmUp, 60_000)

describe('[SIM5] people, their phones, a desk and the real server', () => {
  for (const seed of [...FIXED, ...FRESH])
    test(`[SIM5] every intent exactly once after healing: seed ${seed}`, { timeout: 60_000 }, () => run(seed, false))
  for (const { seed, found } of FOUND)
    test(`[SIM5] a seed that found something: ${seed}, ${found}`, { timeout: 60_000 }, () => run(seed, false))
  for (const seed of [SAFETY, SAFETY + 1])
    test(`[SIM6] nothing lost, doubled or told to others while nothing heals: seed ${seed}`, { timeout: 60_000 }, () =>
      run(seed, true),
    )

  test('[SIM2] almost every kind of fault struck somewhere in these seeds', () => {
    const missing = FAULTS.filter((fault) => !tally.struck.has(fault))
    expect(missing.length, `never struck: ${missing.join(', ')}`).toBeLessThan(6)
  })

  test('[SIM3] a seed replays identically', { timeout: 60_000 }, async () => {
    const [seed = 1] = FRESH
    const [first, second] = [await simulate(seed), await simulate(seed)]
    expect(second, `seed ${seed}`).toEqual(first)
    expect((await simulate(seed + 1)).print).not.toBe(first.print)
  })
})
