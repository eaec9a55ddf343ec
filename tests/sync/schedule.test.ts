import { describe, expect, test } from 'vitest'
import { msOf } from '#domain/time.ts'
import { idle, openWorld } from './engine-world.ts'
import { fates } from './scripted-server.ts'

describe('the schedule', () => {
  test('[UX7] while something is unsent and the app is in view, tries are at most 8 s apart', async () => {
    const world = openWorld({ random: Math.random })
    const moments: number[] = []
    world.server.always((call) => {
      if (call.path === '/api/push') moments.push(world.time.now())
      return fates.requestLost()
    })
    await world.report()
    world.engine.start()
    await world.pass(120_000)
    const gaps = moments.slice(1).map((moment, i) => moment - (moments[i] ?? 0))
    expect(gaps.length).toBeGreaterThan(14)
    expect(Math.max(...gaps)).toBeLessThanOrEqual(8_000)
    expect(new Set(gaps).size).toBeGreaterThan(5)
    expect(world.engine.state().phase).toBe('no-network')
  })

  test('[UX7] out of view the tries become rare, and coming back tries at once', async () => {
    const world = openWorld()
    world.server.always(fates.requestLost)
    await world.report()
    world.environment.setVisible(false)
    world.engine.start()
    await world.pass(3_600_000)
    expect(world.server.pushes().length).toBeLessThan(30)
    const before = world.server.pushes().length
    world.environment.setVisible(true)
    await world.pass(0)
    expect(world.server.pushes().length).toBe(before + 1)
  })

  test('[UX7] a change leaves by itself, without anybody asking', async () => {
    const world = openWorld()
    world.engine.start()
    await world.pass(1_000)
    await world.report()
    await world.pass(100)
    expect(world.server.records).toHaveLength(1)
  })

  test('[WR3] Retry-After is honoured by the schedule and not by "Gửi ngay"', async () => {
    const world = openWorld()
    await world.report()
    world.server.next(/push/, fates.ours(503, 'server-busy', 40))
    world.engine.start()
    await world.pass(39_000)
    world.engine.wake()
    await world.pass(500)
    expect(world.server.pushes()).toHaveLength(1)
    expect(msOf(world.engine.state().nextTry ?? ('' as never)) - world.time.now()).toBe(500)
    await world.engine.syncNow()
    expect(world.server.pushes()).toHaveLength(2)
    expect(world.server.records).toHaveLength(1)
  })

  test('[SY11] the pull runs even when the push is stuck', async () => {
    const world = openWorld()
    await world.report()
    world.server.put('act', 'news', {})
    world.server.always((call, act) => (call.path === '/api/push' ? fates.ours(500, 'server-error')(call, act) : act()))
    await world.engine.syncNow()
    expect(await world.db.records.count()).toBe(1)
    expect(world.engine.state().phase).toBe('server-trouble')
  })

  test('[TM2] the difference of the clocks is learnt at the middle of a request and kept', async () => {
    const off = 95_000
    const world = openWorld()
    const fast = world.openAnotherTab({ clock: () => world.time.now() + off })
    await fast.engine.syncNow()
    expect(fast.engine.state().skewMs).toBe(-off)
    expect(await fast.db.meta.get('skewMs')).toEqual({ key: 'skewMs', value: -off })
    fast.close()
  })

  test('a snapshot of the state is the same object until something in it changes', async () => {
    const world = openWorld()
    let told = 0
    world.engine.subscribe(() => {
      told += 1
    })
    const before = world.engine.state()
    expect(world.engine.state()).toBe(before)
    await world.engine.syncNow()
    expect(told).toBeGreaterThan(0)
    const after = world.engine.state()
    expect(after).not.toBe(before)
    expect(world.engine.state()).toBe(after)
  })

  test('[UX7] while there is no network the words do not flicker with every try', async () => {
    const world = openWorld()
    await world.report()
    let isDown = true
    world.server.always((_call, act) => (isDown ? fates.requestLost() : act()))
    world.engine.start()
    await world.pass(5_000)
    const phases = new Set<string>()
    world.engine.subscribe(() => phases.add(world.engine.state().phase))
    await world.pass(60_000)
    expect([...phases]).toEqual(['no-network'])
    isDown = false
    await world.pass(10_000)
    expect([...phases]).toEqual(['no-network', 'working', 'idle'])
  })

  test('a store that fails is reported, and the engine goes on trying', async () => {
    const world = openWorld()
    await world.report()
    const full = new DOMException('the disk is full', 'QuotaExceededError')
    let isFull = true
    world.db.outbox.hook('updating', () => {
      if (isFull) throw full
    })
    world.engine.start()
    await world.pass(1_000)
    expect(world.errors.length).toBeGreaterThan(0)
    expect(world.engine.state()).toMatchObject({ phase: 'server-trouble', sending: [] })
    isFull = false
    await world.pass(60_000)
    expect(await world.rows()).toEqual([])
    expect(world.server.records).toHaveLength(1)
  })

  test('a stopped engine asks nobody and writes nothing', async () => {
    const world = openWorld()
    await world.report()
    let release = () => undefined as unknown
    world.server.next(
      /push/,
      (_call, act) =>
        new Promise((resolve) => {
          release = () => resolve(act())
        }),
    )
    world.engine.start()
    await idle()
    expect(world.engine.state().sending).toHaveLength(1)
    world.engine.stop()
    release()
    await world.pass(600_000)
    expect(world.server.calls).toHaveLength(1)
    expect(await world.rows()).toMatchObject([{ verdict: null, tries: 0 }])
    expect(world.engine.state()).toMatchObject({ sending: [], nextTry: null })
  })

  test('a tab that holds the lock for ever does not hold the others for ever', async () => {
    const world = openWorld({ locks: { tryHold: async () => 'busy' } })
    await world.report()
    world.engine.start()
    await world.pass(20_000)
    expect(world.server.calls).toHaveLength(0)
    await world.pass(20_000)
    expect(world.server.records).toHaveLength(1)
  })
})
