import { expect, test } from 'vitest'
import { runMutants } from '#tests/simulation/mutants.ts'

test('[SIM4] every planted bug is found', async () => {
  const told: string[] = []
  const code = await runMutants((line) => void told.push(line))
  expect(told.at(-1)).toMatch(/^\d+ killed, 0 survived$/)
  expect(code).toBe(0)
}, 600_000)
