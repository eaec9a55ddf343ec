import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Mid } from '#domain/ids.ts'
import { unitSpace } from '#domain/spaces.ts'
import { instantOf } from '#domain/time.ts'
import { readAside } from '#storage/aside.ts'
import { letGoOfBackedUp } from '#storage/backed-up.ts'
import { getMeta, setMeta } from '#storage/db.ts'
import { UNIT } from '#tests/support/builders.ts'
import type { Tab } from '#tests/support/phone.ts'
import { idle, openWorld } from './engine-world.ts'
import { incidentsAt, openRealWorld } from './real-phone.ts'

const DAY_MS = 24 * 3_600_000
const SPACE = unitSpace(UNIT)

/** What a cut of power or a bad disk may leave of a row; none of it is what stood there. */
const SCRAPS = [undefined, null, 7, Number.NaN, 'half a', {}, []] as const

describe('a phone of which one row broke', () => {
  let world: Awaited<ReturnType<typeof openRealWorld>>
  beforeEach(async () => {
    world = await openRealWorld()
  })
  afterEach(() => world.close())

  /** A phone that has sent a report and has its own again. */
  async function aPhone(): Promise<Tab & { opened: () => Tab }> {
    const factory = new IDBFactory()
    const phone = world.openPhone(factory)
    await world.report(phone, 'trước')
    for (let n = 0; n < 3; n += 1) await phone.engine.syncNow()
    return {
      ...phone,
      opened() {
        phone.close()
        return world.openPhone(factory)
      },
    }
  }

  test('[PR4, SY5] among pages that wait: they come again, and the round goes on', async () => {
    for (const page of SCRAPS) {
      const before = await aPhone()
      await before.db.staged.add({ page } as never)
      const phone = before.opened()
      await world.report(phone, 'sau')
      await phone.engine.syncNow()
      await phone.engine.syncNow()
      expect(await incidentsAt(phone)).toContain('sau')
      expect(phone.engine.state().phase).toBe('idle')
      expect(await phone.db.staged.count()).toBe(0)
      expect(await readAside(phone.db)).toEqual([])
    }
  })

  test('[PR4, BK10] of the journal: a backup is heard of all the same, and the row is shown', async () => {
    for (const [member, scrap] of [
      ['verdict', null],
      ['verdict', { spaces: [7] }],
      ['verdict', { ack: null, spaces: [[SPACE, 9]] }],
    ] as const) {
      const phone = await aPhone()
      const [row] = await phone.db.journal.toArray()
      if (!row) throw new Error('nothing in the journal')
      await phone.db.journal.add({ ...row, n: 99, [member]: scrap } as never)
      const epoch = (await getMeta(phone.db, 'epoch')) ?? ''
      const made = instantOf(world.clock())
      await letGoOfBackedUp(phone.db, { made, heads: [[SPACE, 1000]], epoch })
      expect(await getMeta(phone.db, 'backup')).toBe(made)
      expect(await phone.db.journal.count()).toBe(0)
      expect(await readAside(phone.db)).toMatchObject([{ table: 'journal', row: { n: 99, [member]: scrap } }])
    }
  })

  test('[PR4, SY15] of the records: whatever its type, it comes anew from the server', async () => {
    const phone = await aPhone()
    const whole = await phone.db.records.toArray()
    const types = new Set(whole.map(({ type }) => type))
    expect([...types].sort()).toEqual(expect.arrayContaining(['incident', 'receipt', 'signing_key']))
    for (const scrap of SCRAPS) {
      await phone.db.records.bulkPut(whole.map((row) => ({ ...row, body: scrap })))
      await phone.engine.syncNow()
      world.pass(DAY_MS)
      await phone.engine.syncNow()
      await phone.engine.syncNow()
      expect(await phone.db.records.toArray()).toEqual(whole)
    }
  })

  test('[PR4, SY10] where a space stood: it is told anew, and what had been taken away stays away', async () => {
    for (const version of [undefined, null, Number.NaN, 'x', -1, 1.5]) {
      const before = await aPhone()
      await before.db.cursors.put({ space: SPACE, version } as never)
      await before.db.records.put({ space: SPACE, type: 'later', id: 'gone since', entity: 'e', version: 1, body: {} })
      const phone = before.opened()
      await world.report(phone, 'sau')
      await phone.engine.syncNow()
      await phone.engine.syncNow()
      expect(await incidentsAt(phone)).toContain('sau')
      expect(await phone.db.records.where('type').equals('later').count()).toBe(0)
    }
  })

  test('[PR4] of its own values: what is unsent goes all the same', async () => {
    const keys = ['replica', 'seq', 'skewMs', 'epoch', 'backup', 'comparedAt', 'lastSync', 'mark'] as const
    for (const [n, key] of keys.entries())
      for (const value of [null, {}, Number.NaN]) {
        const before = await aPhone()
        await setMeta(before.db, key, value as never)
        const phone = before.opened()
        const mid = await world.report(phone, `sau ${n}`)
        for (let round = 0; round < 3; round += 1) await phone.engine.syncNow()
        expect(await phone.db.outbox.count(), `${key} ${String(value)}`).toBe(0)
        expect((await phone.db.journal.toArray()).map((row) => row.mid)).toContain(mid)
      }
  })
})

describe('what broke while the app is open', () => {
  test('[PR4] a round that stumbles looks everything through, and the next one goes on', async () => {
    const world = openWorld()
    world.engine.start()
    await idle()
    const mid = await world.report()
    await world.db.outbox.add({ mid: 'x' as Mid, seq: 99, passed: null, verdict: null } as never)
    await world.db.photos.add({ id: 'p', draftId: '', state: 'waiting' } as never)
    await world.pass(60_000)
    await world.engine.syncNow()
    expect(world.server.verdicts.has(mid)).toBe(true)
    expect((await readAside(world.db)).map(({ table }) => table).sort()).toEqual(['outbox', 'photos'])
    expect(world.engine.state().phase).toBe('idle')
  })
})
