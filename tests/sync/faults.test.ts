import { describe, expect, test } from 'vitest'
import { beginReplay } from '#storage/replay.ts'
import { NO_LOCKS, openWorld } from './engine-world.ts'
import { type Fate, fates } from './scripted-server.ts'

describe('the faults of the road', () => {
  const faults: Record<string, Fate> = {
    'a lost request': fates.requestLost,
    'an answer lost after the commit': fates.answerLost,
    'a doubled request': fates.doubled,
    'a portal that says 200 in HTML': fates.html200,
    "another service's JSON 200": fates.json200,
    'a cut answer': fates.cut,
    'a foreign 401': fates.foreign(401),
    'a foreign 403': fates.foreign(403),
    'our own 500': fates.ours(500, 'server-error'),
    'our own 413': fates.ours(413, 'too-large'),
    'our own 503': fates.ours(503, 'server-busy', 3),
  }
  for (const [name, fate] of Object.entries(faults)) {
    test(`[WR2, SY2] ${name} at the push: one record each, nothing lost, all within ten seconds`, async () => {
      const world = openWorld()
      const mids = [await world.report(), await world.report(), await world.report()]
      world.server.next(/push/, fate)
      world.engine.start()
      await world.pass(10_000)
      expect([...world.server.verdicts.keys()].sort()).toEqual([...mids].sort())
      expect(world.server.records).toHaveLength(3)
      expect(await world.rows()).toEqual([])
      expect(world.engine.state()).toMatchObject({ phase: 'idle', sending: [] })
      expect(world.errors).toEqual([])
    })

    test(`[WR2, SY5] ${name} at the pull: nothing half taken, all there in the end`, async () => {
      const world = openWorld()
      const mid = await world.report()
      world.server.next(/pull/, fate)
      world.engine.start()
      await world.pass(20_000)
      await world.engine.syncNow()
      expect(world.server.records.map(({ id }) => id)).toEqual([mid])
      expect((await world.db.records.toArray()).map(({ id }) => id)).toEqual([mid])
      expect(await world.rows()).toEqual([])
    })
  }

  test("[WR2] verdicts under another nonce are nobody's: the change is unchanged and is sent again", async () => {
    const world = openWorld()
    const mid = await world.report()
    const at = '2026-11-19T06:00:00.000Z'
    const verdicts = [{ mid, kind: 'applied', spaces: [] }]
    world.server.next(
      /push/,
      () =>
        new Response(JSON.stringify({ nonce: 'of-somebody-elses-request', at, verdicts }), {
          headers: { 'content-type': 'application/json' },
        }),
    )
    world.server.next(/pull/, fates.requestLost)
    await world.engine.syncNow()
    expect(await world.rows()).toMatchObject([{ mid, verdict: null, tries: 1 }])
    await world.engine.syncNow()
    expect(world.server.records).toHaveLength(1)
  })

  test('[WR3] a 401 in mid-queue pauses the engine, hides nothing, and signing in goes on', async () => {
    const world = openWorld()
    const mids = [await world.report(), await world.report()]
    let isOut = true
    world.server.always((call, act) => (isOut ? fates.ours(401, 'signed-out')(call, act) : act()))
    world.engine.start()
    await world.pass(60_000)
    expect(world.engine.state()).toMatchObject({ phase: 'signed-out', sending: [] })
    expect((await world.rows()).map(({ mid, verdict }) => [mid, verdict])).toEqual(mids.map((mid) => [mid, null]))
    const asked = world.server.calls.length
    await world.pass(600_000)
    expect(world.server.calls).toHaveLength(asked)
    isOut = false
    await world.engine.syncNow()
    expect(world.server.records).toHaveLength(2)
    expect(await world.rows()).toEqual([])
    expect(world.engine.state().phase).toBe('idle')
  })

  test('[WR3] a disabled account pauses alike and loses nothing', async () => {
    const world = openWorld()
    await world.report()
    world.server.always(fates.ours(403, 'account-disabled'))
    world.engine.start()
    await world.pass(60_000)
    expect(world.engine.state().phase).toBe('account-disabled')
    expect(await world.rows()).toHaveLength(1)
  })

  test('[WR1] the session of somebody else pauses it too', async () => {
    const world = openWorld()
    await world.report()
    world.server.always(fates.ours(409, 'account-mismatch'))
    world.engine.start()
    await world.pass(10_000)
    expect(world.engine.state().phase).toBe('signed-out')
    expect(await world.rows()).toHaveLength(1)
  })

  test('[SY9] a replica that is foreign takes a new name and counts anew; the mids stay', async () => {
    const world = openWorld()
    const mids = [await world.report(), await world.report()]
    world.server.next(/push/, fates.ours(409, 'replica-foreign'))
    await world.engine.syncNow()
    const [first, second] = world.server.calls.filter(({ path }) => path === '/api/push')
    expect(second?.body.replica).not.toBe(first?.body.replica)
    expect(second?.body.mutations?.map(({ mid, seq }) => [mid, seq])).toEqual(mids.map((mid, i) => [mid, i + 1]))
    expect(world.server.records).toHaveLength(2)
  })

  test('[SY2] a verdict is kept for ever: the phone never replaces one by another', async () => {
    const world = openWorld()
    const mid = await world.report()
    world.server.always((call, act) => (call.path === '/api/pull' ? fates.requestLost() : act()))
    await world.engine.syncNow()
    const [row] = await world.rows()
    expect(row?.verdict).toMatchObject({ mid, kind: 'applied' })
    await world.engine.syncNow()
    expect(world.server.pushes()).toHaveLength(1)
    expect((await world.rows())[0]?.verdict).toEqual(row?.verdict)
  })

  test('[IN11] a double tap and two tabs: one record', async () => {
    const world = openWorld()
    const other = world.openAnotherTab({ locks: NO_LOCKS })
    await world.report()
    await Promise.all([world.engine.syncNow(), other.engine.syncNow(), world.engine.syncNow()])
    expect(world.server.records).toHaveLength(1)
    expect(await world.db.records.count()).toBe(1)
    expect(await world.rows()).toEqual([])
    other.close()
  })

  test('[SY5] two tabs without locks pull the same news: both end, nothing is taken twice or half', async () => {
    const world = openWorld({ locks: NO_LOCKS })
    const other = world.openAnotherTab()
    for (let n = 0; n < 5; n += 1) world.server.put('act', `${n}`, { n })
    await Promise.all([world.engine.syncNow(), other.engine.syncNow()])
    expect(await world.db.records.count()).toBe(5)
    expect(await world.db.staged.count()).toBe(0)
    expect([world.engine.state().phase, other.engine.state().phase]).toEqual(['idle', 'idle'])
    expect(world.errors).toEqual([])
    other.close()
  })

  test('[SY2, BK8] a word of the lost server that comes after another tab began anew is none', async () => {
    const world = openWorld()
    await world.engine.syncNow()
    const late = world.openAnotherTab({
      locks: NO_LOCKS,
      async fetch(url, init) {
        if (world.server.verdicts.size > 0) throw new TypeError('network')
        const answer = await world.server.fetch(url, init)
        await beginReplay(world.db, 'e1', 'e2')
        return answer
      },
    })
    await world.report()
    await late.engine.syncNow()
    expect(world.server.verdicts.size).toBe(1)
    expect((await world.rows()).map(({ verdict }) => verdict)).toEqual([null])
    late.close()
  })
})
