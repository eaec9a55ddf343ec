import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { renewReplica } from '#sync/replica.ts'
import { aBody } from '#tests/support/builders.ts'
import type { Tab } from '#tests/support/phone.ts'
import { incidentsAt, openRealWorld } from './real-phone.ts'

describe('a phone that was cloned or went back in time', () => {
  let world: Awaited<ReturnType<typeof openRealWorld>>
  beforeEach(async () => {
    world = await openRealWorld()
  })
  afterEach(() => world.close())

  const replicaOf = async ({ db }: Tab) => (await db.meta.get('replica'))?.value

  test('[SY13] two clones end with two names; what both had waits once, what each wrote arrives once', async () => {
    const one = world.openPhone()
    await world.report(one, 'đã gửi trước')
    await one.engine.syncNow()
    await world.report(one, 'chờ khi bị sao')
    const two = await world.clone(one)
    await world.report(one, 'máy một, a')
    await world.report(one, 'máy một, b')
    await world.report(two, 'máy hai, a')
    await world.report(two, 'máy hai, b')
    for (const tab of [two, one, two]) await tab.engine.syncNow()
    const all = ['chờ khi bị sao', 'máy hai, a', 'máy hai, b', 'máy một, a', 'máy một, b', 'đã gửi trước'].sort()
    expect(await incidentsAt(one)).toEqual(all)
    expect(await incidentsAt(two)).toEqual(all)
    expect(await one.db.outbox.count()).toBe(0)
    expect(await two.db.outbox.count()).toBe(0)
    expect(await replicaOf(one)).not.toBe(await replicaOf(two))
  })

  test('[SY13] a phone whose older image was put back keeps every mid and the order of what it writes then', async () => {
    const phone = world.openPhone()
    await world.report(phone, 'trước bản sao')
    await phone.engine.syncNow()
    const image = await world.clone(phone)
    await world.report(phone, 'sau bản sao')
    await phone.engine.syncNow()
    const before = await replicaOf(image)
    const mids = [await world.report(image, 'viết lại một'), await world.report(image, 'viết lại hai')]
    const incident = (await image.db.outbox.get(mids[0] ?? ''))?.entity
    const more = { incidentId: incident, report: 'update', body: aBody({ whatHappened: 'thêm' }), photos: [] }
    expect(await image.mutate({ name: 'incident.supplement', args: more })).toMatchObject({ ok: true })
    await image.engine.syncNow()
    expect(await replicaOf(image)).not.toBe(before)
    expect(await image.db.outbox.count()).toBe(0)
    expect(await incidentsAt(image)).toEqual(['sau bản sao', 'trước bản sao', 'viết lại hai', 'viết lại một'].sort())
    const body = (await image.db.records.where({ type: 'incident', id: incident }).first())?.body
    expect((body as { timeline: unknown[] }).timeline).toHaveLength(2)
  })

  test('[SY13] renumbering keeps mids and order, counts on from there, and happens once for two tabs', async () => {
    const phone = world.openPhone()
    await world.report(phone, 'đã gửi')
    await phone.engine.syncNow()
    const mids = [await world.report(phone, 'a'), await world.report(phone, 'b')]
    const old = String(await replicaOf(phone))
    await Promise.all([renewReplica(phone.db, old, () => 'new-1'), renewReplica(phone.db, old, () => 'new-2')])
    expect(await replicaOf(phone)).toBe('new-1')
    mids.push(await world.report(phone, 'c'))
    const rows = await phone.db.outbox.orderBy('seq').toArray()
    expect(rows.map(({ mid, seq }) => [mid, seq])).toEqual(mids.map((mid, i) => [mid, i + 1]))
  })
})
