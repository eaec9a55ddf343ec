import { describe, expect, test } from 'vitest'
import { getMeta } from '#storage/db.ts'
import { beginReplay } from '#storage/replay.ts'
import { NO_LOCKS, openWorld } from './engine-world.ts'
import { type Fate, fates } from './scripted-server.ts'

/** As a server of before told it: nothing of its epoch but in a pull. */
const withoutEpoch: Fate = async (call, act) => {
  const response = act()
  if (call.path !== '/api/push') return response
  const { epoch: _epoch, ...answer } = (await response.json()) as { epoch?: string }
  return new Response(JSON.stringify(answer), { headers: response.headers, status: response.status })
}

describe('a server that was restored', () => {
  const servers: Record<string, Fate> = {
    'one that tells its epoch with the word': (_call, act) => act(),
    'one of before, that tells it in pulls alone': withoutEpoch,
  }
  for (const [name, server] of Object.entries(servers)) {
    test(`[BK8] before the first pull of a phone came through: what ${name} had answered goes again`, async () => {
      const world = openWorld()
      world.server.always(server)
      const mid = await world.report({ photo: 1_000 })
      world.server.next(/pull/, fates.requestLost)
      await world.engine.syncNow()
      expect((await world.rows())[0]?.verdict).toMatchObject({ mid, kind: 'applied' })
      world.server.restore('e2')
      await world.engine.syncNow()
      await world.engine.syncNow()
      expect(world.server.records.map(({ id }) => id)).toEqual([mid])
      expect((await world.db.records.toArray()).map(({ id }) => id)).toEqual([mid])
      expect([...world.server.photos.values()]).toEqual([{ size: 1_000, offset: 1_000 }])
      expect(await world.rows()).toEqual([])
      expect(await getMeta(world.db, 'epoch')).toBe('e2')
    })
  }

  test('[BK8] what was never answered goes once: the first pull of a phone begins nothing anew', async () => {
    const world = openWorld()
    await world.report()
    world.server.next(/push/, fates.requestLost)
    await world.engine.syncNow()
    await world.engine.syncNow()
    expect(world.server.pushes()).toHaveLength(2)
    expect(
      world.server
        .pushes()
        .flat()
        .map((sent) => 'before' in sent),
    ).toEqual([false, false])
    expect(await world.rows()).toEqual([])
  })

  test('[BK8, PH6] a last piece that is answered after another tab began anew does not make its photo stored', async () => {
    const world = openWorld()
    await world.report({ photo: 1_000 })
    const late = world.openAnotherTab({
      locks: NO_LOCKS,
      async fetch(url, init) {
        const answer = await world.server.fetch(url, init)
        if (init.method === 'PATCH') {
          world.server.restore('e2')
          await beginReplay(world.db, 'e1', 'e2')
        }
        return answer
      },
    })
    await late.engine.syncNow()
    late.close()
    expect(await world.db.photos.toArray()).toMatchObject([{ state: 'waiting' }])
    await world.engine.syncNow()
    await world.engine.syncNow()
    expect(await world.db.photos.toArray()).toMatchObject([{ state: 'stored' }])
    expect([...world.server.photos.values()]).toEqual([{ size: 1_000, offset: 1_000 }])
  })
})
