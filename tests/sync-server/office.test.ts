import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { deskIncidentAnswerSchema, deskListAnswerSchema } from '#protocol/office.ts'
import { aMutation, aReport, aSupplement, OTHER_SCHOOL, openServer, type Person, type Server } from './world.ts'

describe('the desk', () => {
  let server: Server
  const ordinary = aReport({ body: { title: 'Ngộ độc (minh họa)' } })
  const restricted = aReport({ body: { category: 'child_abuse', details: null } })
  const elsewhere = aReport({ unitId: OTHER_SCHOOL })
  beforeEach(async () => {
    server = await openServer()
    await server.phone('an').pushRaw([ordinary, restricted])
    server.pass(60_000)
    await server.phone('binh').push(elsewhere)
  })
  afterEach(() => server.close())

  it.each<[Person, string[]]>([
    ['chief', [elsewhere.entity, ordinary.entity, restricted.entity]],
    ['clerk', [elsewhere.entity, ordinary.entity]],
    ['parent', [ordinary.entity]],
  ])('[OF7] the list of %s holds what the post may read, and one opens what it lists', async (person, expected) => {
    const { desk } = server.phone(person)
    const list = await desk.list()
    expect(deskListAnswerSchema.safeParse(JSON.parse(list.raw)).error).toBeUndefined()
    expect(list.incidents.map(({ id }) => id as string).sort()).toEqual([...expected].sort())
    for (const { entity } of [ordinary, restricted, elsewhere]) {
      const answer = await desk.open(entity)
      expect([entity, answer.status]).toEqual([entity, expected.includes(entity) ? 200 : 404])
    }
  })

  it.each<Person>(['an', 'head', 'admin'])('[OF7] %s has no desk', async (person) => {
    const list = await server.phone(person).desk.list()
    expect([list.status, list.error?.code]).toEqual([403, 'not-allowed'])
  })

  it('[OF7] the last changed stands first, with what a line needs', async () => {
    server.pass(60_000)
    await server
      .phone('an')
      .push(aSupplement(ordinary.entity, { title: 'Ngộ độc, thêm người (minh họa)', severity: 1 }))
    const { incidents } = await server.phone('clerk').desk.list()
    expect(incidents[0]).toMatchObject({
      id: ordinary.entity,
      code: 'SC-2026-0001',
      title: 'Ngộ độc, thêm người (minh họa)',
      severity: 1,
      state: 'submitted',
      reports: 2,
      changed: server.now(),
      restricted: false,
    })
  })

  it('[OF1–OF5] the office receives, asks, concludes and closes, and the officer’s phone sees each step', async () => {
    const incidentId = ordinary.entity
    const clerk = server.phone('clerk')
    const chief = server.phone('chief')
    const act = (name: string, args = {}) => aMutation(name, incidentId, { incidentId, ...args })
    await clerk.push(act('incident.receive', { note: '' }))
    await clerk.push(act('incident.requestMore', { reason: 'Xin số liệu (minh họa)' }))
    expect(await clerk.push(act('incident.close'))).toMatchObject({ code: 'not-allowed' })
    const final = aSupplement(incidentId)
    await server.phone('an').push({ ...final, args: { ...final.args, report: 'final' } })
    await chief.push(act('incident.conclude', { conclusion: 'Đã ổn định (minh họa)' }))
    await chief.push(act('incident.close'))

    const opened = await clerk.desk.open(incidentId)
    expect(deskIncidentAnswerSchema.safeParse(JSON.parse(opened.raw)).error).toBeUndefined()
    const kinds = opened.incident.timeline.map(({ kind }) => kind)
    expect(kinds).toEqual(['report', 'received', 'more_requested', 'report', 'concluded', 'closed'])
    expect(opened.receipts).toHaveLength(2)
    const { records } = await server.phone('an').everything()
    expect(records.find(({ id }) => id === incidentId)?.body).toEqual(opened.incident)
  })
})
