import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { learnMutations, mutationNames } from '#domain/mutations.ts'
import { only, readCalendar } from '#tests/support/calendar-reader.ts'
import { aBrief, GIVING, toUnits } from '#tests/support/given.ts'
import { openReminders, type Reminding } from './reminder-world.ts'
import { aMutation, aReport, DEPARTMENT, OTHER_SCHOOL, SCHOOL } from './world.ts'

await learnMutations(mutationNames)

describe('the calendar of a unit', () => {
  let world: Reminding
  beforeEach(async () => {
    world = await openReminders()
    await world.live('an')
  })
  afterEach(() => world.close())

  const made = async (unitId = SCHOOL) => {
    const answer = await world.post('an', '/api/reminders/feed', { unitId })
    return { status: answer.statusCode, path: answer.json<{ path?: string }>().path ?? '' }
  }
  const get = (url: string, headers: Record<string, string> = {}, remoteAddress = '203.0.113.9') =>
    world.server.app.inject({ url, headers, remoteAddress })

  it('[RM11] whoever has the address gets the deadlines, in a file that a strict reader takes', async () => {
    const { path } = await made()
    expect(path).toMatch(/^\/api\/calendar\/[\w-]{43}\.ics$/)
    const answer = await get(path)
    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8')
    const calendar = readCalendar(answer.body)
    expect(only(calendar, 'X-WR-CALNAME').value).toBe('Trường Tiểu học Sao Mai (minh họa)')
    const titles = calendar.children
      .filter(({ name }) => name === 'VEVENT')
      .map((event) => only(event, 'SUMMARY').value)
    expect(titles).toContain('Hạn cuối: Báo cáo dư luận tháng 11/2026')
  })

  it('[RM11] holds nothing about incidents, and its token stands nowhere in the database or the log', async () => {
    await world.server
      .phone('an')
      .push(aReport({ body: { title: 'CANARY-SU-CO', whatHappened: 'CANARY-SU-CO kể lại việc' } }))
    const { path } = await made()
    expect((await get(path)).body).not.toContain('CANARY')
    const token = path.slice('/api/calendar/'.length, -'.ics'.length)
    const rows = await world.server.store.read(DEPARTMENT, (tx) =>
      tx.selectFrom('calendar_feeds').selectAll().execute(),
    )
    expect(JSON.stringify(rows)).not.toContain(token)
    expect(world.server.logs.join('')).not.toContain(token)
  })

  it('[GV5, RM7] tells when a meeting is held that the office told of, its title alone, and no longer once it is withdrawn', async () => {
    const body = aBrief({ place: 'Phòng họp số 2 (minh họa)' })
    const push = (name: string, args: Record<string, unknown>) =>
      world.server.phone('clerk').push(aMutation(name, GIVING, args))
    expect(await push('task.give', toUnits([SCHOOL], body))).toMatchObject({ kind: 'applied' })
    const { path } = await made()
    const text = (await get(path)).body
    const event = readCalendar(text).children.find(
      (one) => one.name === 'VEVENT' && only(one, 'SUMMARY').value === `Họp: ${body.title}`,
    )
    if (!event) throw new Error(text)
    expect(only(event, 'DTSTART').value).toBe('20261125T070000Z')
    expect(readCalendar(text).children.filter(({ name }) => name === 'VEVENT').length).toBeGreaterThan(1)
    for (const words of ['Phòng họp', 'bán trú', 'kiến nghị']) expect(text).not.toContain(words)
    await push('task.withdraw', { givingId: GIVING, unitIds: [SCHOOL], reason: 'Hoãn họp (minh họa)' })
    expect((await get(path)).body).not.toContain(body.title)
  })

  it('[RM11] what has not changed is answered 304', async () => {
    const { path } = await made()
    const first = await get(path)
    const again = await get(path, { 'if-none-match': String(first.headers.etag) })
    expect([again.statusCode, again.body]).toEqual([304, ''])
  })

  it('[RM11] a new address ends the one before, and an ended one is not found', async () => {
    const [first, second] = [await made(), await made()]
    expect((await get(first.path)).statusCode).toBe(404)
    expect((await get(second.path)).statusCode).toBe(200)
    expect((await world.ask('an', 'DELETE', `/api/reminders/feed/${SCHOOL}`)).statusCode).toBe(200)
    expect((await get(second.path)).json()).toMatchObject({ error: { code: 'not-found' } })
    expect((await world.ask('an', 'GET', '/api/reminders')).json()).toMatchObject({ feeds: [] })
  })

  it('[RM11, AC3] nobody makes one of a foreign unit; it ends with the post', async () => {
    expect((await made(OTHER_SCHOOL)).status).toBe(404)
    const { path } = await made()
    await world.server.store.write(DEPARTMENT, (tx) =>
      tx.updateTable('role_grants').set({ valid_to: '2026-11-18' }).where('department', '=', DEPARTMENT).execute(),
    )
    expect((await get(path)).statusCode).toBe(404)
  })

  it('[RM11] guesses are slowed down, and who has the address is not', async () => {
    const { path } = await made()
    const statuses: number[] = []
    for (let n = 0; n < 54; n += 1) statuses.push((await get(`/api/calendar/${'g'.repeat(43)}.ics`)).statusCode)
    expect(statuses.slice(0, 50).every((status) => status === 404)).toBe(true)
    expect(statuses.at(-1)).toBe(429)
    expect((await get(path)).statusCode).toBe(200)
    expect((await get(`/api/calendar/${'g'.repeat(43)}.ics`, {}, '198.51.100.7')).statusCode).toBe(404)
  })
})
