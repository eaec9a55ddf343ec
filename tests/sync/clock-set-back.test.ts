import { expect, test } from 'vitest'
import { isPutOff } from '#sync/backoff.ts'
import { openWorld } from './engine-world.ts'
import { fates } from './scripted-server.ts'

const DAY = 86_400_000

test('[TM4] what was put off by a clock that was set back since waits no longer', () => {
  expect(isPutOff(1000, 999)).toBe(true)
  expect(isPutOff(1000, 1000)).toBe(false)
  expect(isPutOff(DAY, 0)).toBe(false)
})

test('[TM4] a phone that the server asked to wait comes again soon after its clock was set back', async () => {
  let skew = 0
  const world = openWorld({ clock: () => world.time.now() + skew })
  await world.report()
  world.server.next(/push/, fates.ours(503, 'server-busy', 30))
  world.engine.start()
  await world.pass(1000)
  skew = -DAY
  // whatever asks for a round has the wait looked at again
  world.engine.wake()
  await world.pass(60_000)
  expect(await world.rows()).toEqual([])
})
