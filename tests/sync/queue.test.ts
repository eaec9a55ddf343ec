import { describe, expect, test } from 'vitest'
import type { OutboxRow } from '#storage/tables.ts'
import { lineUp, nextBatch } from '#sync/line.ts'
import { createRandom } from '#tests/support/random.ts'
import { openWorld } from './engine-world.ts'
import { type Fate, fates } from './scripted-server.ts'

const row = (seq: number, more: Partial<OutboxRow> = {}): OutboxRow =>
  ({
    mid: `m${seq}`,
    seq,
    name: 'incident.report',
    entity: `e${seq}`,
    args: {},
    verdict: null,
    tries: 0,
    notBefore: 0,
    ...more,
  }) as OutboxRow
const mids = (rows: readonly OutboxRow[]) => rows.map(({ mid }) => mid)

describe('the line', () => {
  test('[SY1] incidents leave first, then the order of seq', () => {
    const rows = [row(1, { name: 'plan.tick' }), row(3), row(2)]
    expect(mids(lineUp(rows, 0))).toEqual(['m2', 'm3', 'm1'])
  })

  test('[SY1, BK8] what throws a thing away waits until that thing has its word again', () => {
    const refusedOnce = row(1, { name: 'plan.tick' })
    const thrownAway = row(2, { name: 'attention.discard', entity: refusedOnce.mid })
    expect(mids(lineUp([thrownAway, refusedOnce], 0))).toEqual(['m1'])
    expect(mids(lineUp([thrownAway], 0))).toEqual(['m2'])
  })

  test('[SY1] no change overtakes an earlier one of its record, whatever stands in the way', () => {
    const seed = Math.floor(Math.random() * 2 ** 32)
    const random = createRandom(seed)
    for (let round = 0; round < 300; round += 1) {
      const rows = Array.from({ length: 1 + random.int(12) }, (_, i) =>
        row(i + 1, {
          entity: `e${random.int(4)}`,
          name: random.pick(['incident.supplement', 'plan.tick']),
          notBefore: random.chance(0.3) ? random.int(200) : 0,
          tries: random.int(4),
        }),
      )
      const sent = new Set<string>()
      for (;;) {
        const batch = nextBatch(
          rows.filter(({ mid }) => !sent.has(mid)),
          100,
          random.pick([1, 2, 250]),
          new Set(),
        )
        for (const { mid, entity, seq } of batch) {
          const earlier = rows.filter((one) => one.entity === entity && one.seq < seq)
          expect(
            earlier.every((one) => sent.has(one.mid)),
            `seed ${seed}`,
          ).toBe(true)
          sent.add(mid)
        }
        if (batch.length === 0) break
      }
      const stuck = rows.filter(({ mid }) => !sent.has(mid))
      for (const { entity, seq } of stuck)
        expect(
          rows.some((one) => one.entity === entity && one.seq <= seq && one.notBefore > 100),
          `seed ${seed}`,
        ).toBe(true)
    }
  })

  test('[SY8] a change that stood out travels alone and last', () => {
    const rows = [row(1, { notBefore: 5 }), row(2), row(3)]
    expect(mids(nextBatch(rows, 10, 250, new Set()))).toEqual(['m2', 'm3'])
    expect(mids(nextBatch(rows.slice(0, 1), 10, 250, new Set()))).toEqual(['m1'])
  })

  test('[SY8] a request stays under half a megabyte, and one change that is larger goes alone', () => {
    const large = { text: 'ế'.repeat(100_000) }
    const rows = [row(1, { args: large }), row(2, { args: large }), row(3, { args: { text: 'ế'.repeat(300_000) } })]
    expect(mids(nextBatch(rows, 0, 250, new Set()))).toEqual(['m1'])
    expect(mids(nextBatch(rows.slice(2), 0, 250, new Set()))).toEqual(['m3'])
  })
})

describe('poison', () => {
  test('[SY8] one change without a verdict backs off by itself, the others are through at once', async () => {
    const world = openWorld()
    const [poison, ...rest] = [await world.report(), await world.report(), await world.report()]
    world.server.stumble(poison as string)
    world.engine.start()
    await world.pass(1_000)
    expect([...world.server.verdicts.keys()].sort()).toEqual([...rest].sort())
    expect(await world.rows()).toMatchObject([{ mid: poison, verdict: null, tries: 1 }])
    await world.pass(120_000)
    const tries = (await world.rows())[0]?.tries ?? 0
    expect(tries).toBeGreaterThanOrEqual(3)
    const later = await world.report()
    await world.pass(1_000)
    expect(world.server.verdicts.has(later)).toBe(true)
    world.server.heal(poison as string)
    await world.engine.syncNow()
    expect(await world.rows()).toEqual([])
  })

  for (const [name, fate] of Object.entries<Fate>({
    'a 500': fates.ours(500, 'server-error'),
    'a 400': fates.ours(400, 'request-malformed'),
    'a 413': fates.ours(413, 'too-large'),
  }))
    test(`[SY8] one change that makes every request ${name}: found by halving, the rest is through`, async () => {
      const world = openWorld()
      const all = []
      for (let n = 0; n < 9; n += 1) all.push(await world.report())
      const poison = all[3]
      world.server.always((call, act) =>
        call.body.mutations?.some(({ mid }) => mid === poison) ? fate(call, act) : act(),
      )
      await world.engine.syncNow()
      expect(world.server.verdicts.size).toBe(8)
      expect((await world.rows()).map(({ mid }) => mid)).toEqual([poison])
      expect(await world.db.records.count()).toBe(8)
      expect(world.server.pushes().length).toBeLessThan(20)
    })

  test('[SY8] a change that something on the way swallows: the others are through within a minute', async () => {
    const world = openWorld()
    const all = []
    for (let n = 0; n < 6; n += 1) all.push(await world.report())
    const poison = all[2]
    world.server.always((call, act) =>
      call.body.mutations?.some(({ mid }) => mid === poison) ? fates.requestLost() : act(),
    )
    world.engine.start()
    await world.pass(60_000)
    expect(world.server.verdicts.size).toBe(5)
    expect((await world.rows()).map(({ mid }) => mid)).toEqual([poison])
  })

  test('[SY8] a server in trouble with everything marks nobody, and all leave when it is well', async () => {
    const world = openWorld()
    for (let n = 0; n < 5; n += 1) await world.report()
    let isIll = true
    world.server.always((call, act) =>
      isIll && call.path === '/api/push' ? fates.ours(500, 'server-error')(call, act) : act(),
    )
    world.engine.start()
    await world.pass(300_000)
    expect(world.engine.state().phase).toBe('server-trouble')
    expect((await world.rows()).map(({ notBefore }) => notBefore)).toEqual([0, 0, 0, 0, 0])
    isIll = false
    await world.pass(10_000)
    expect(world.server.verdicts.size).toBe(5)
  })

  test('[SY7] a refusal leaves the line for the tray and holds nobody', async () => {
    const world = openWorld()
    const [bad, good] = [await world.report(), await world.report()]
    world.server.refuse(bad)
    await world.engine.syncNow()
    expect(await world.rows()).toEqual([])
    expect((await world.db.records.where('type').equals('refused').toArray()).map(({ id }) => id)).toEqual([bad])
    expect(world.server.verdicts.get(good)?.kind).toBe('applied')
  })

  test('[SY3] a verdict that this build cannot read leaves its change alone and the others through', async () => {
    const world = openWorld()
    const [strange, plain] = [await world.report(), await world.report()]
    world.server.next(/push/, async (_call, act) => {
      const response = act()
      const text = (await response.text()).replace(
        `{"mid":"${strange}","kind":"applied"`,
        `{"mid":"${strange}","kind":"transcended"`,
      )
      return new Response(text, { headers: response.headers })
    })
    world.engine.start()
    await world.pass(100)
    expect((await world.rows()).map(({ mid, tries }) => [mid, tries])).toEqual([[strange, 1]])
    expect(world.server.verdicts.get(plain)?.kind).toBe('applied')
    await world.pass(30_000)
    expect(await world.rows()).toEqual([])
  })
})
