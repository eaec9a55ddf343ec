import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { UnitId } from '#domain/ids.ts'
import type { Grant } from '#domain/organisation/roles.ts'
import { unitSpace } from '#domain/spaces.ts'
import { withInherited } from '#server/session/succession.ts'
import { uuid } from '#tests/support/builders.ts'
import { aMutation, aReport, aSupplement, DEPARTMENT, OTHER_SCHOOL, openServer, SCHOOL, type Server } from './world.ts'

const FIRST = uuid(0xa9) as UnitId
const DAY = '2026-11-19'

describe('a unit that was merged into another', () => {
  let server: Server
  beforeEach(async () => {
    server = await openServer()
  })
  afterEach(() => server.close())

  const end = (unit: UnitId, heir: UnitId, last: string) =>
    server.store.write(DEPARTMENT, async (tx) => {
      await tx.updateTable('units').set({ valid_to: last }).where('id', '=', unit).execute()
      await tx
        .insertInto('unit_successors')
        .values({ department: DEPARTMENT, unit_id: unit, successor_id: heir })
        .execute()
    })
  const grant = (role: Grant['role'], unitId: UnitId): Grant => ({ role, unitId, unitName: 'x (minh họa)' })
  const inherited = (grants: Grant[], day = DAY) =>
    server.store.read(DEPARTMENT, (tx) => withInherited(tx, DEPARTMENT, grants, day))
  /** As `currentSession` makes the actor; the test server's own sessions are a stub. */
  async function inherit(person: 'binh' | 'head' | 'an') {
    const { actor } = server.phone(person)
    actor.grants = await inherited(actor.grants.filter((held) => !held.inherited))
    return server.phone(person)
  }

  it('[OR9] its posts pass on with the unit, however far back, after its last day and not before', async () => {
    await server.store.write(DEPARTMENT, (tx) =>
      tx
        .insertInto('units')
        .values({
          department: DEPARTMENT,
          id: FIRST,
          code: 'F',
          type: 'school',
          name: 'Trường cũ (minh họa)',
          parent_id: null,
          valid_from: '2010-01-01',
          valid_to: null,
        })
        .execute(),
    )
    await end(FIRST, SCHOOL, '2020-06-30')
    await end(SCHOOL, OTHER_SCHOOL, '2026-06-30')
    const units = (grants: Grant[]) => grants.map(({ role, unitId, inherited }) => [role, unitId, inherited ?? false])
    expect(units(await inherited([grant('focal_point', OTHER_SCHOOL)]))).toEqual([
      ['focal_point', OTHER_SCHOOL, false],
      ['focal_point', SCHOOL, true],
      ['focal_point', FIRST, true],
    ])
    expect(units(await inherited([grant('focal_point', OTHER_SCHOOL)], '2026-06-30'))).toHaveLength(1)
    for (const role of ['office_clerk', 'leader', 'admin'] as const)
      expect(await inherited([grant(role, OTHER_SCHOOL)])).toHaveLength(1)
  })

  it('[OR9] two units that name each other as heirs end the search', async () => {
    await end(SCHOOL, OTHER_SCHOOL, '2026-06-30')
    await end(OTHER_SCHOOL, SCHOOL, '2026-06-30')
    expect(await inherited([grant('unit_head', SCHOOL)])).toHaveLength(2)
  })

  it('[OR9] the heir’s people read and carry on what was open there, restricted cases by their head only', async () => {
    const report = aReport()
    const kase = aReport({ body: { category: 'self_harm', details: null } })
    await server.phone('an').push(report)
    await server.phone('an').push(kase)
    const has = async (person: 'binh' | 'head', entity: string) =>
      (await server.phone(person).everything()).records.some((record) => record.entity === entity)
    expect(await has('binh', report.entity)).toBe(false)
    await end(SCHOOL, OTHER_SCHOOL, '2026-11-18')
    const binh = await inherit('binh')
    expect([await has('binh', report.entity), await has('binh', kase.entity)]).toEqual([true, false])
    expect((await binh.push(aSupplement(report.entity))).kind).toBe('applied')
    expect(Object.keys((await binh.everything()).cursors)).toContain(unitSpace(SCHOOL))
    await server
      .phone('clerk')
      .push(aMutation('incident.receive', report.entity, { incidentId: report.entity, note: '' }))
    expect((await binh.push(aSupplement(report.entity))).kind).toBe('applied')
  })

  it('[OR9] what a phone of the ended unit still holds gets through by a post in the heir', async () => {
    await end(SCHOOL, OTHER_SCHOOL, '2026-11-18')
    const an = server.phone('an')
    const before = an.actor.grants
    an.actor.grants = [grant('focal_point', OTHER_SCHOOL)]
    await inherit('an')
    const verdict = await an.push(aReport({ unitId: SCHOOL }))
    an.actor.grants = before
    expect(verdict).toMatchObject({ kind: 'applied', spaces: [[unitSpace(SCHOOL), 1]] })
  })
})
