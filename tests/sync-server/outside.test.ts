import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Incident, ReportEntry } from '#domain/incidents/incident.ts'
import type { Receipt } from '#domain/receipts/receipt.ts'
import { verifyReport } from '#domain/receipts/verify.ts'
import { outsideSpace, unitSpace } from '#domain/spaces.ts'
import type { Verdict } from '#protocol/push.ts'
import { jpegBytes, refOf } from '#tests/support/images.ts'
import {
  aMutation,
  aReport,
  aSupplement,
  DEPARTMENT,
  OTHER_SCHOOL,
  openServer,
  type Person,
  SCHOOL,
  type Server,
} from './world.ts'

const codeOf = (verdict: Verdict) => ('code' in verdict ? verdict.code : verdict.kind)

describe('an incident from somebody whose post in the unit has ended', () => {
  let server: Server
  beforeEach(async () => {
    server = await openServer()
    // binh works for the other school today, and worked for this one until the day before yesterday
    await post('binh', SCHOOL, '2025-09-01', '2026-11-17')
  })
  afterEach(() => server.close())

  const post = (person: Person, unit: string, from: string, to: string | null) =>
    server.store.write(DEPARTMENT, (tx) =>
      tx
        .insertInto('role_grants')
        .values({
          department: DEPARTMENT,
          id: randomUUID(),
          account_id: server.phone(person).account,
          role: 'focal_point',
          unit_id: unit,
          valid_from: from,
          valid_to: to,
        })
        .execute(),
    )
  const recordsOf = async (person: Person, type: string) =>
    (await server.phone(person).everything()).records.filter((record) => record.type === type)
  const incidentOf = async (person: Person) => (await recordsOf(person, 'incident'))[0]?.body as Incident | undefined
  const adopt = (incidentId: string) => aMutation('incident.adopt', incidentId, { incidentId, note: '' })

  it('[OR8] comes in with number and receipt; its author and the office read it, its unit does not', async () => {
    const report = aReport()
    const verdict = await server.phone('binh').push(report)
    expect(verdict).toMatchObject({ kind: 'applied', spaces: [[outsideSpace(report.entity as never), 1]] })
    const mine = await incidentOf('binh')
    expect(mine).toMatchObject({
      id: report.entity,
      code: 'SC-2026-0001',
      unitId: SCHOOL,
      outside: { until: '2026-11-17' },
    })
    const receipt = (await recordsOf('binh', 'receipt'))[0]?.body as Receipt
    expect(verifyReport(receipt, mine?.timeline[0] as ReportEntry, [server.key])).toMatchObject({ ok: true })
    for (const person of ['an', 'anAlso', 'head', 'parent', 'admin'] as Person[])
      expect(await incidentOf(person), person).toBeUndefined()
    expect((await server.phone('clerk').desk.list()).incidents).toMatchObject([{ id: report.entity, outside: true }])
    expect((await server.phone('parent').desk.list()).incidents).toEqual([])
    expect((await server.phone('clerk').desk.open(report.entity)).incident.timeline).toHaveLength(1)
    expect((await server.phone('parent').desk.open(report.entity)).status).toBe(404)
  })

  it('[OR8] adopted once, it is the unit’s, with its stamps and receipt; its author’s phone lets it go', async () => {
    const report = aReport()
    await server.phone('binh').push(report)
    const before = (await incidentOf('binh'))?.timeline[0]
    const { cursors } = await server.phone('binh').everything()
    server.pass(3_600_000)
    expect(codeOf(await server.phone('an').push(adopt(report.entity)))).toBe('not-found')
    expect(codeOf(await server.phone('clerk').push(adopt(report.entity)))).toBe('applied')
    expect(codeOf(await server.phone('chief').push(adopt(report.entity)))).toBe('merged')
    const adopted = await incidentOf('an')
    expect(adopted?.timeline.map(({ kind }) => kind)).toEqual(['report', 'adopted'])
    expect(adopted?.timeline[0]).toEqual(before)
    expect(await recordsOf('an', 'receipt')).toHaveLength(1)
    expect((await server.phone('clerk').desk.list()).incidents[0]?.outside).toBeUndefined()
    const { lost } = await server.phone('binh').pull(cursors)
    expect(lost).toEqual([outsideSpace(report.entity as never)])
    expect(codeOf(await server.phone('an').push(aSupplement(report.entity)))).toBe('applied')
  })

  it('[OR8] dismissed with a reason, it stays where it is and its author reads why; words after it open it again', async () => {
    const report = aReport()
    await server.phone('binh').push(report)
    const dismiss = (reason: string) =>
      aMutation('incident.dismiss', report.entity, { incidentId: report.entity, reason })
    expect(codeOf(await server.phone('clerk').push(dismiss('  ')))).toBe('reason-missing')
    expect(codeOf(await server.phone('clerk').push(dismiss('Đã có báo cáo của trường (minh họa)')))).toBe('applied')
    expect((await incidentOf('binh'))?.timeline.at(-1)).toMatchObject({
      kind: 'dismissed',
      reason: 'Đã có báo cáo của trường (minh họa)',
    })
    expect((await server.phone('clerk').desk.list()).incidents[0]?.state).toBe('closed')
    expect(await incidentOf('an')).toBeUndefined()
  })

  it('[OR8] what is added to one that the author no longer sees comes in as one of its own, whole', async () => {
    const report = aReport()
    await server.phone('an').push(report)
    const more = aSupplement(report.entity, { whatHappened: 'Bổ sung sau khi chuyển đi (minh họa)' })
    expect(codeOf(await server.phone('binh').push(more))).toBe('applied')
    const mine = await incidentOf('binh')
    expect(mine).toMatchObject({
      id: more.mid,
      unitId: SCHOOL,
      timeline: [{ body: { whatHappened: 'Bổ sung sau khi chuyển đi (minh họa)' } }],
    })
    expect(JSON.stringify(mine)).not.toContain(report.entity)
    expect((await incidentOf('an'))?.timeline).toHaveLength(1)
    // and what is added to that one joins it
    expect(codeOf(await server.phone('binh').push(aSupplement(more.mid)))).toBe('applied')
    expect((await incidentOf('binh'))?.timeline).toHaveLength(2)
  })

  it('[OR8, AC4] a restricted one is read by its author and the chiefs; neither the unit’s head nor the clerks', async () => {
    const report = aReport({ body: { category: 'child_abuse', details: null } })
    expect(codeOf(await server.phone('binh').push(report))).toBe('applied')
    expect((await incidentOf('binh'))?.outside).toEqual({ until: '2026-11-17' })
    expect(await incidentOf('head')).toBeUndefined()
    const sees = async (person: Person) => (await server.phone(person).desk.open(report.entity)).status
    expect([await sees('clerk'), await sees('parent'), await sees('chief')]).toEqual([404, 404, 200])
    expect(codeOf(await server.phone('chief').push(adopt(report.entity)))).toBe('applied')
    expect(await incidentOf('head')).toMatchObject({ id: report.entity })
  })

  it('[OR8] its photos follow like any other', async () => {
    const bytes = jpegBytes()
    const ref = refOf(bytes)
    await server.phone('binh').push(aReport({ photos: [ref] }))
    expect(await server.phone('binh').photo.patch(ref.id, bytes)).toMatchObject({ stored: true })
    expect(await recordsOf('binh', 'receipt')).toHaveLength(2)
  })

  it('[AC2] without a post that ended it is refused as before: never held, still to come, too long ago, another act', async () => {
    expect(codeOf(await server.phone('an').push(aReport({ unitId: OTHER_SCHOOL })))).toBe('not-allowed')
    await post('an', OTHER_SCHOOL, '2027-01-01', null)
    await post('an', OTHER_SCHOOL, '2019-01-01', '2020-01-01')
    expect(codeOf(await server.phone('an').push(aReport({ unitId: OTHER_SCHOOL })))).toBe('not-allowed')
    const report = aReport()
    await server.phone('an').push(report)
    const withdraw = aMutation('incident.withdraw', report.entity, { incidentId: report.entity, reason: 'x' })
    expect(codeOf(await server.phone('binh').push(withdraw))).toBe('not-found')
    expect(codeOf(await server.phone('binh').push(aReport({ body: { whatHappened: '' } })))).toBe('incomplete')
  })

  it('[OR8] the same again is the same verdict, and the number is used once', async () => {
    const report = aReport()
    const first = await server.phone('binh').push(report)
    expect(await server.phone('binh').push(report)).toEqual(first)
    await server.phone('an').push(aReport())
    expect((await recordsOf('an', 'incident')).map(({ body }) => (body as Incident).code)).toEqual(['SC-2026-0002'])
    expect((await server.phone('binh').everything()).pages.map(({ space }) => space)).not.toContain(unitSpace(SCHOOL))
  })
})
