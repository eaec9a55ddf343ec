import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { unitSpace } from '#domain/spaces.ts'
import { compact, REMEMBERED_DAYS } from '#server/upkeep/compact.ts'
import { aReport, aSupplement, DEPARTMENT, openServer, SCHOOL, type Server } from './world.ts'

const DAY_MS = 24 * 3_600_000
const UNIT_SPACE = unitSpace(SCHOOL)

describe('removals that everybody had long enough to hear of', () => {
  let server: Server
  beforeEach(async () => {
    server = await openServer()
  })
  afterEach(() => server.close())

  const run = () => compact(server.store, DEPARTMENT, { now: server.now() })
  const tombstones = () =>
    server.store.read(DEPARTMENT, (tx) =>
      tx.selectFrom('records').select('version').where('body', 'is', null).execute(),
    )
  const floor = async () =>
    (
      await server.store.read(DEPARTMENT, (tx) =>
        tx.selectFrom('spaces').select('floor').where('id', '=', UNIT_SPACE).executeTakeFirstOrThrow(),
      )
    ).floor
  /** An incident of the unit that becomes restricted: it and its receipt leave the unit's space. */
  async function moveOneAway() {
    const report = aReport()
    await server.phone('an').push(report)
    const { cursors } = await server.phone('anAlso').everything()
    await server.phone('an').push(aSupplement(report.entity, { category: 'self_harm', details: null }))
    return cursors
  }

  it('[SY14] are forgotten after eighteen months and not before, and the floor rises to them', async () => {
    await moveOneAway()
    expect(await tombstones()).toHaveLength(2)
    await run()
    server.pass((REMEMBERED_DAYS - 1) * DAY_MS)
    expect(await run()).toBe(0)
    server.pass(2 * DAY_MS)
    expect(await run()).toBe(2)
    expect(await tombstones()).toEqual([])
    expect(await floor()).toBe(2)
    expect(await run()).toBe(0)
  })

  it('[SY14] younger ones stay, however old their space is', async () => {
    await moveOneAway()
    await run()
    server.pass(REMEMBERED_DAYS * DAY_MS)
    await moveOneAway()
    expect(await run()).toBe(2)
    expect(await tombstones()).toHaveLength(2)
  })

  it('[SY10] a phone that was away for so long begins anew: what was removed does not come back', async () => {
    const old = await moveOneAway()
    await run()
    server.pass((REMEMBERED_DAYS + 1) * DAY_MS)
    await run()
    const { pages } = await server.phone('anAlso').pull(old)
    const page = pages.find(({ space }) => space === UNIT_SPACE)
    expect([page?.from, page?.reset, page?.records]).toEqual([0, true, []])
  })
})
