import { describe, expect, test } from 'vitest'
import { setMeta } from '#storage/db.ts'
import { beginReplay } from '#storage/replay.ts'
import { anIncident } from '#tests/support/builders.ts'
import { openWorld } from './engine-world.ts'
import { fates } from './scripted-server.ts'

const SIZE = 300_000

describe('photos', () => {
  test('[PH5, PH6] text first, then the photo in pieces, then stored', async () => {
    const world = openWorld()
    await world.report({ photo: SIZE })
    const sent: number[] = []
    world.engine.subscribe(() => {
      const { photo } = world.engine.state()
      if (photo) sent.push(photo.sent)
    })
    await world.engine.syncNow()
    const order = world.server.calls.map(({ method, path }) => `${method} ${path.split('/')[2]}`)
    expect(order.slice(0, 6)).toEqual([
      'POST push',
      'POST pull',
      'HEAD photos',
      'PATCH photos',
      'PATCH photos',
      'PATCH photos',
    ])
    expect(sent).toEqual([0, 131_072, 262_144])
    expect(await world.db.photos.toArray()).toMatchObject([{ state: 'stored', offset: SIZE, problem: null }])
    expect(world.engine.state().photo).toBeNull()
    expect(await world.db.photoChunks.count()).toBe(1)
  })

  test('[PH6] a cut upload goes on from where the server is', async () => {
    const world = openWorld()
    await world.report({ photo: SIZE })
    world.server.next(/photos/, (_call, act) => act())
    world.server.next(/photos/, fates.answerLost)
    await world.engine.syncNow()
    expect(await world.db.photos.toArray()).toMatchObject([{ state: 'waiting' }])
    await world.engine.syncNow()
    expect(world.server.calls.filter(({ method }) => method === 'PATCH')).toHaveLength(3)
    expect(await world.db.photos.toArray()).toMatchObject([{ state: 'stored' }])
  })

  test('[PH5] an incident written during an upload goes between two pieces', async () => {
    const world = openWorld()
    await world.report({ photo: SIZE })
    world.server.next(/photos/, (_call, act) => act())
    world.server.next(/photos/, async (_call, act) => {
      await world.report()
      return act()
    })
    await world.engine.syncNow()
    const order = world.server.calls.map(({ method, path }) => `${method} ${path.split('/')[2]}`)
    const second = order.indexOf('POST push', 1)
    expect(second).toBe(order.indexOf('PATCH photos') + 1)
    expect(world.server.records).toHaveLength(2)
  })

  test('[PH5] the photos of a report that waits or was refused are not sent, and stay whole', async () => {
    const world = openWorld()
    const bad = await world.report({ photo: SIZE })
    world.server.refuse(bad)
    await world.engine.syncNow()
    await world.engine.syncNow()
    expect(world.server.calls.some(({ path }) => path.includes('photos'))).toBe(false)
    expect(await world.db.photos.toArray()).toMatchObject([{ state: 'waiting', offset: 0, tries: 0, problem: null }])
    expect(await world.db.photoChunks.count()).toBe(1)
  })

  test('[PH5] what the server took with one change goes up, though another that shows it too was refused', async () => {
    const world = openWorld()
    const bad = await world.report({ photo: SIZE })
    world.server.refuse(bad)
    await world.engine.syncNow()
    const [photo] = await world.db.photos.toArray()
    if (!photo) throw new Error('no photo')
    const id = photo.entity
    const body = anIncident(id, [photo.ref])
    await world.db.records.put({ space: 'bulletin', type: 'incident', id, entity: id, version: 1, body } as never)
    world.server.photos.set(photo.id, { size: SIZE, offset: 0 })
    await world.engine.syncNow()
    expect(await world.db.photos.toArray()).toMatchObject([{ state: 'stored', offset: SIZE }])
  })

  test('[BK8] a receipt of the server that was lost does not stand for the bytes at the restored one', async () => {
    const world = openWorld()
    await world.report({ photo: SIZE })
    await world.engine.syncNow()
    const [photo] = await world.db.photos.toArray()
    const id = photo?.id ?? ''
    const receipt = { space: 'bulletin' as const, type: 'receipt' as const, id, entity: id, version: 1, body: {} }
    await world.db.records.put(receipt as never)
    await setMeta(world.db, 'epoch', 'lost')
    await beginReplay(world.db, 'lost', 'e1')
    await world.db.outbox.clear()
    world.server.next(/pull/, fates.ours(500, 'server-error'))
    const before = world.server.calls.length
    await world.engine.syncNow()
    const asked = world.server.calls.slice(before).filter(({ method, path }) => method === 'HEAD' && path.includes(id))
    expect(asked).toHaveLength(1)
  })

  test('[PR3] a refused report that is thrown away takes its photos with it, and no others', async () => {
    const world = openWorld()
    const bad = await world.report({ photo: SIZE })
    world.server.refuse(bad)
    await world.engine.syncNow()
    await world.report({ photo: 1_000 })
    await world.mutate({ name: 'attention.discard', args: { mid: bad } })
    expect((await world.db.photos.toArray()).map(({ ref }) => ref.size)).toEqual([1_000])
    expect(await world.db.photoChunks.count()).toBe(1)
  })

  test('[PH6] what was spoilt on the server is sent once more from its beginning, and nobody has to ask', async () => {
    const world = openWorld()
    await world.report({ photo: SIZE })
    const [row] = await world.db.photos.toArray()
    world.server.next(/photos/, (_call, act) => {
      const held = world.server.photos.get(row?.id ?? '')
      if (held) held.offset = 200_000
      return act()
    })
    world.server.next(/photos/, (call, act) => {
      const held = world.server.photos.get(row?.id ?? '')
      if (held) held.offset = 0
      return fates.ours(422, 'photo-hash')(call, act)
    })
    await world.engine.syncNow()
    expect(await world.db.photos.toArray()).toMatchObject([{ state: 'stored', offset: SIZE, problem: null }])
  })

  test.each(['photo-empty', 'photo-type', 'photo-broken', 'photo-pixels', 'photo-size'])(
    '[PH3] %s is a word about the bytes themselves: they are sent once',
    async (code) => {
      const world = openWorld()
      await world.report({ photo: 1_000 })
      world.server.next(/photos/, (_call, act) => act())
      world.server.next(/photos/, fates.ours(422, code))
      world.engine.start()
      await world.pass(600_000)
      expect(await world.db.photos.toArray()).toMatchObject([{ state: 'waiting', problem: code }])
      expect(world.server.calls.filter(({ method }) => method === 'PATCH')).toHaveLength(1)
    },
  )

  test('[PH3] bytes that the server refuses are put aside with the reason until somebody asks again', async () => {
    const world = openWorld()
    await world.report({ photo: 1_000 })
    for (let time = 0; time < 2; time += 1) {
      world.server.next(/photos/, (_call, act) => act())
      world.server.next(/photos/, fates.ours(422, 'photo-hash'))
    }
    world.engine.start()
    await world.pass(600_000)
    expect(await world.db.photos.toArray()).toMatchObject([{ state: 'waiting', problem: 'photo-hash' }])
    expect(world.server.calls.filter(({ method }) => method === 'PATCH')).toHaveLength(2)
    await world.engine.syncNow()
    expect(await world.db.photos.toArray()).toMatchObject([{ state: 'stored', problem: null }])
  })

  test('[PH5] a photo whose record is not there yet waits and comes again', async () => {
    const world = openWorld()
    await world.report({ photo: 1_000 })
    world.server.next(/photos/, fates.ours(404, 'record-not-yet'))
    world.engine.start()
    await world.pass(100)
    expect(await world.db.photos.toArray()).toMatchObject([{ state: 'waiting', tries: 1, problem: null }])
    await world.pass(20_000)
    expect(await world.db.photos.toArray()).toMatchObject([{ state: 'stored' }])
  })

  test('[PH6] a receipt that came by another way is enough', async () => {
    const world = openWorld()
    await world.report({ photo: 1_000 })
    const [photo] = await world.db.photos.toArray()
    world.server.put('receipt', photo?.id ?? '', {})
    await world.engine.syncNow()
    expect(await world.db.photos.toArray()).toMatchObject([{ state: 'stored' }])
    expect(world.server.calls.some(({ method }) => method === 'PATCH')).toBe(false)
  })
})
