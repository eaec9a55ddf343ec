import { expect, test } from 'vitest'
import { plantedBugs, runMutants } from '#tests/simulation/mutants.ts'

/** Those without which nothing of the promise holds; the others take turns, since all of them take long. */
const ALWAYS = ['1', '2', '3', '4', '5']
const IN_TURN = 3

test('[SIM4] planted bugs are found: the first five, and three others that are drawn anew', async () => {
  const others = plantedBugs()
    .map((name) => name.split('-')[0] ?? '')
    .filter((number) => !ALWAYS.includes(number))
    .sort(() => Math.random() - 0.5)
    .slice(0, IN_TURN)
  console.info(`planted: ${[...ALWAYS, ...others].join(', ')}; all of them: npm run simulate -- --mutants`)
  const told: string[] = []
  const code = await runMutants((line) => void told.push(line), [...ALWAYS, ...others])
  expect(told.at(-1), told.join('\n')).toBe(`${ALWAYS.length + IN_TURN} killed, 0 survived`)
  expect(code).toBe(0)
}, 600_000)
