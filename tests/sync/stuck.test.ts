import { expect, test } from 'vitest'
import { wordsOf } from '#features/trouble/words.ts'
import { isStuck } from '#storage/stuck.ts'
import { openWorld } from './engine-world.ts'
import { fates } from './scripted-server.ts'

const HOUR = 3_600_000

/** A world in which the test says when a round is, and how much later. */
function openRounds() {
  let late = 0
  const world = openWorld({ timers: { after: () => () => undefined }, clock: () => START + late })
  return {
    ...world,
    async rounds(n: number, everyMs: number) {
      for (let i = 0; i < n; i += 1) {
        await world.engine.syncNow()
        late += everyMs
      }
    },
    stuck: async () => (await world.rows()).filter((row) => isStuck(row, START + late)).map(({ mid }) => mid),
    lastPull: () => world.server.calls.findLast(({ path }) => path === '/api/pull')?.body ?? {},
  }
}
const START = Date.parse('2026-11-19T06:00:00Z')

test('[SY16] a change without a word although rounds get through is stuck after an hour; the others are not', async () => {
  const world = openRounds()
  const mid = await world.report()
  world.server.stumble(mid)
  await world.rounds(10, 60_000)
  await world.report()
  expect(await world.stuck()).toEqual([])
  await world.rounds(2, HOUR)
  expect(await world.stuck()).toEqual([mid])
  expect((await world.rows()).map(({ mid }) => mid)).toEqual([mid])
})

test('[SY16] it is told as a number and nothing else, and no more once the word came', async () => {
  const world = openRounds()
  const mid = await world.report()
  world.server.stumble(mid)
  await world.rounds(10, HOUR)
  expect(world.lastPull()).toMatchObject({ stuck: 1 })
  expect(JSON.stringify(world.lastPull())).not.toContain(mid)
  world.server.heal(mid)
  await world.rounds(2, 1)
  expect(await world.rows()).toEqual([])
  expect(world.lastPull()).not.toHaveProperty('stuck')
})

test('[SY16] without a network nothing is stuck, however long it waits', async () => {
  const world = openRounds()
  await world.report()
  world.server.always(fates.requestLost)
  await world.rounds(12, 3 * HOUR)
  expect(await world.stuck()).toEqual([])
})

test('[SY16] a push that nothing lets through while pulls do is stuck, too', async () => {
  const world = openRounds()
  const mid = await world.report()
  world.server.always((call, act) => (call.path === '/api/push' ? fates.html200() : act()))
  await world.rounds(10, HOUR)
  expect(await world.stuck()).toEqual([mid])
})

test('[SY16] a clock that jumps tells nobody early, and hides nothing for ever', () => {
  const at = (rounds: number, since: number) => ({ verdict: null, passed: { rounds, since } })
  expect(isStuck(at(2, 0), 10 * HOUR)).toBe(false)
  expect(isStuck(at(50, 0), 1)).toBe(false)
  expect(isStuck(at(1000, 0), 1)).toBe(true)
  expect(isStuck({ verdict: null }, HOUR)).toBe(false)
})

test('[SY16] what can be copied is every text of the change, and no id', () => {
  const args = {
    incidentId: '00000000-0000-4000-8000-0000000000b1',
    body: { title: 'Cháy nhỏ', counts: { a: 3 }, place: { text: 'bếp' } },
  }
  const device = { committed: '2026-11-19T06:33:00.000Z' } as never
  expect(wordsOf({ args, device })).toBe('2026-11-19T06:33:00.000Z\nCháy nhỏ\nbếp')
})
