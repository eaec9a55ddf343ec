import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { unitSpace } from '#domain/spaces.ts'
import { digestOf } from '#domain/sync/digest.ts'
import { UNIT } from '#tests/support/builders.ts'
import { incidentsAt, openRealWorld } from './real-phone.ts'

const DAY_MS = 24 * 3_600_000

describe('a copy that lost rows by itself', () => {
  let world: Awaited<ReturnType<typeof openRealWorld>>
  beforeEach(async () => {
    world = await openRealWorld()
  })
  afterEach(() => world.close())
  const pulls = () => world.calls.filter(({ url }) => url === '/api/pull').map(({ body }) => JSON.parse(body))

  test('[SY15] gets them back within a day, and what was left over goes', async () => {
    const phone = world.openPhone()
    for (const text of ['một', 'hai']) await world.report(phone, text)
    await phone.engine.syncNow()
    await phone.engine.syncNow()
    const [gone] = await phone.db.records.where('type').equals('incident').toArray()
    if (!gone) throw new Error('no incident came')
    await phone.db.records.delete([gone.space, gone.type, gone.id])
    await phone.db.records.put({ ...gone, type: 'later', id: 'left over' })
    await phone.engine.syncNow()
    expect(await incidentsAt(phone)).toHaveLength(1)
    world.pass(DAY_MS)
    await phone.engine.syncNow()
    expect(await incidentsAt(phone)).toEqual(['hai', 'một'])
    expect(await phone.db.records.where('type').equals('later').count()).toBe(0)
  })

  test('[SY15] is compared once a day and no more, and not when it has just been begun; a whole one hears nothing of it', async () => {
    const phone = world.openPhone()
    await world.report(phone, 'một')
    for (let n = 0; n < 5; n += 1) await phone.engine.syncNow()
    world.pass(DAY_MS)
    for (let n = 0; n < 5; n += 1) await phone.engine.syncNow()
    expect(pulls().filter(({ digests }) => digests && Object.keys(digests).length > 0)).toHaveLength(1)
    const answers = world.calls.filter(({ url }) => url === '/api/pull').map(({ answer }) => JSON.parse(answer))
    expect(answers.flatMap(({ pages }) => pages).filter(({ reset }) => reset)).toEqual([])
  })

  test('[SY15] while a space has news it is compared another time', async () => {
    const [one, two] = [world.openPhone(), world.openPhone()]
    await world.report(one, 'một')
    for (let n = 0; n < 3; n += 1) await one.engine.syncNow()
    await two.engine.syncNow()
    const [gone] = await two.db.records.where('space').equals(unitSpace(UNIT)).toArray()
    await two.db.records.delete([gone?.space ?? '', gone?.type ?? '', gone?.id ?? ''])
    await world.report(one, 'hai')
    await one.engine.syncNow()
    world.pass(DAY_MS)
    await two.engine.syncNow()
    await two.engine.syncNow()
    expect(await incidentsAt(two)).toEqual(['hai', 'một'])
  })

  test('[SY15] a digest does not depend on order, and every lost, added or older row changes it', () => {
    const rows = Array.from({ length: 300 }, (_, n) => ({ type: 'incident', id: `id-${n}`, version: n }))
    const whole = digestOf(rows)
    expect(digestOf(rows.toReversed())).toBe(whole)
    const others = rows.flatMap((row, i) => [
      digestOf(rows.toSpliced(i, 1)),
      digestOf(rows.toSpliced(i, 1, { ...row, version: row.version + 1 })),
      digestOf([...rows, { ...row, id: `${row.id}x` }]),
    ])
    expect(new Set([whole, ...others]).size).toBe(901)
  })
})
