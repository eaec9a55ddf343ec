import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Incident, stateOf } from '#domain/incidents/incident.ts'
import type { Refused } from '#domain/records.ts'
import { type Task, taskStateOf } from '#domain/tasks/task.ts'
import type { Verdict } from '#protocol/push.ts'
import { act, issueSample } from './task-world.ts'
import { aMutation, aReport, openServer, type Server } from './world.ts'

type Person = Parameters<Server['phone']>[0]
const codeOf = (verdict: Verdict) => ('code' in verdict ? verdict.code : verdict.kind)
const comment = (incidentId: string, text: string) => aMutation('incident.comment', incidentId, { incidentId, text })

describe('comments', () => {
  let server: Server
  beforeEach(async () => {
    server = await openServer()
    await issueSample(server)
  })
  afterEach(() => server.close())

  const recordOf = async <T>(person: Person, type: string, id: string) => {
    const { records } = await server.phone(person).everything()
    return records.find((record) => record.type === type && record.id === id)?.body as T | undefined
  }

  it('[CM1] office and unit write under an incident, in the order of the server, and nothing moves', async () => {
    const report = aReport()
    await server.phone('an').push(report)
    await server.phone('clerk').push(comment(report.entity, 'Đã báo y tế chưa? (minh họa)'))
    await server.phone('an').push(comment(report.entity, 'Đã báo lúc 8 giờ. (minh họa)'))
    await server.phone('head').push(comment(report.entity, 'Trường đang theo dõi. (minh họa)'))
    const incident = await recordOf<Incident>('anAlso', 'incident', report.entity)
    expect(
      incident?.timeline.flatMap((entry) => (entry.kind === 'comment' ? [[entry.by.role, entry.text]] : [])),
    ).toEqual([
      ['office_clerk', 'Đã báo y tế chưa? (minh họa)'],
      ['focal_point', 'Đã báo lúc 8 giờ. (minh họa)'],
      ['unit_head', 'Trường đang theo dõi. (minh họa)'],
    ])
    expect(incident && stateOf(incident)).toBe('submitted')
    const { incident: atDesk } = await server.phone('clerk').desk.open(report.entity)
    expect(atDesk).toEqual(incident)
  })

  it('[SY2] [CM1] a comment that is sent twice stands once', async () => {
    const report = aReport()
    const said = comment(report.entity, 'Một lần thôi (minh họa)')
    await server.phone('an').push(report)
    const [first, second] = [await server.phone('clerk').push(said), await server.phone('clerk').push(said)]
    expect(second).toEqual(first)
    expect((await recordOf<Incident>('an', 'incident', report.entity))?.timeline).toHaveLength(2)
  })

  it('[AC4] [CM1] comments on a restricted incident lie in its case, and others are told that there is none', async () => {
    const report = aReport({ body: { category: 'child_abuse', details: null } })
    await server.phone('an').push(report)
    expect(codeOf(await server.phone('chief').push(comment(report.entity, 'Giữ kín (minh họa)')))).toBe('applied')
    for (const person of ['clerk', 'anAlso', 'binh'] as const) {
      expect([person, codeOf(await server.phone(person).push(comment(report.entity, 'x')))]).toEqual([
        person,
        'not-found',
      ])
      expect(JSON.stringify((await server.phone(person).everything()).records)).not.toContain('Giữ kín')
    }
    const { pages } = await server.phone('an').everything()
    const holding = pages.filter(({ records }) => JSON.stringify(records).includes('Giữ kín')).map(({ space }) => space)
    expect(holding).toEqual([`case:${report.entity}`])
  })

  it('[PR3] [CM1] a comment of somebody who may no longer read the record comes back to them whole', async () => {
    const report = aReport()
    await server.phone('an').push(report)
    // written while it could be read, sent after it was restricted
    const said = comment(report.entity, 'Viết khi chưa có mạng (minh họa)')
    await server.phone('an').push(
      aMutation('incident.supplement', report.entity, {
        ...aReport({ incidentId: report.entity, body: { category: 'self_harm', details: null } }).args,
        report: 'update',
      }),
    )
    expect(codeOf(await server.phone('anAlso').push(said))).toBe('not-found')
    const { records } = await server.phone('anAlso').everything()
    const refused = records.find(({ type }) => type === 'refused')?.body as Refused | undefined
    expect(refused).toMatchObject({ name: 'incident.comment', args: { text: 'Viết khi chưa có mạng (minh họa)' } })
  })

  it.each([
    ['nothing', '  \n', 'incomplete'],
    ['a NUL', 'a\u0000b', 'malformed'],
    ['half a character', 'a\ud800b', 'malformed'],
    ['too much', 'a'.repeat(1001), 'malformed'],
  ])('[V01] [TX1] %s is no comment', async (_what, text, code) => {
    const report = aReport()
    await server.phone('an').push(report)
    expect(codeOf(await server.phone('clerk').push(comment(report.entity, text)))).toBe(code)
    expect(codeOf(await server.phone('an').push(act('task.comment', { text })))).toBe(code)
    expect((await recordOf<Incident>('an', 'incident', report.entity))?.timeline).toHaveLength(1)
  })

  it('[CM2] a unit’s comment on a card brings it before the desk, and the office’s answer takes it away', async () => {
    const asks = act('task.comment', { text: 'Có cần kèm ảnh không? (minh họa)' })
    expect(codeOf(await server.phone('an').push(asks))).toBe('applied')
    const waiting = async () => (await server.phone('clerk').desk.tasks()).tasks.map(({ task }) => task.id as string)
    expect(await waiting()).toEqual([asks.entity])
    await server.phone('clerk').push(act('task.comment', { text: 'Có, một ảnh là đủ. (minh họa)' }))
    expect(await waiting()).toEqual([])
    const task = await recordOf<Task>('an', 'task', asks.entity)
    expect([task?.timeline.map(({ by }) => by.role), taskStateOf(task)]).toEqual([
      ['focal_point', 'office_clerk'],
      'assigned',
    ])
  })

  it('[CM1] [AC5] neither another unit nor an administrator writes under a task', async () => {
    for (const person of ['binh', 'admin'] as const)
      expect([person, codeOf(await server.phone(person).push(act('task.comment', { text: 'x' })))]).toEqual([
        person,
        'not-found',
      ])
  })

  it('[TK7] [CM1] a word on a task that is over stands there and moves nothing', async () => {
    const seen = act('task.see')
    await server.phone('an').push(seen)
    await server.phone('clerk').push(act('task.cancel', { reason: 'Không cần (minh họa)' }))
    expect(codeOf(await server.phone('an').push(act('task.comment', { text: 'Đã rõ (minh họa)' })))).toBe('applied')
    expect(taskStateOf(await recordOf<Task>('an', 'task', seen.entity))).toBe('cancelled')
  })
})
