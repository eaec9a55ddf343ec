import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Day } from '#domain/deadlines/days.ts'
import { dutyLedgerSchema } from '#domain/deadlines/ledger.ts'
import { obligationIdOf } from '#domain/deadlines/obligation-id.ts'
import type { DutyRule } from '#domain/deadlines/obligations.ts'
import type { UnitId } from '#domain/ids.ts'
import { deskDutiesAnswerSchema } from '#protocol/office.ts'
import type { Verdict } from '#protocol/push.ts'
import { publishDutyRules } from '#server/organisation/deadlines.ts'
import { FULL } from '#tests/support/monthly.ts'
import { aMutation, DEPARTMENT, OTHER_SCHOOL, openServer, type Person, SCHOOL, type Server } from './world.ts'

const reason = 'Mưa lũ, mất điện (minh họa)'
const rule = { unitTypes: ['school'], from: '2020-01-01' as Day, to: null } as const
const RULES = [
  { ...rule, form: 'monthly' },
  { ...rule, form: 'unit_plan' },
] as unknown as DutyRule[]
const VERBAL = { kind: 'verbal', way: 'phone', at: '2026-11-18T02:00:00.000Z', note: '' }
const codeOf = (verdict: Verdict) => ('code' in verdict ? verdict.code : verdict.kind)

function act(name: string, args: object = {}, unitId: UnitId = SCHOOL, of = '2026-11') {
  const key = { unitId, form: 'monthly' as const, of }
  return aMutation(name, obligationIdOf(key), { ...key, ...args })
}

describe('what units owe', () => {
  let server: Server
  beforeEach(async () => {
    server = await openServer()
    await server.store.write(DEPARTMENT, (tx) =>
      publishDutyRules(tx, DEPARTMENT, { rules: RULES, periodPolicy: 'cut15_14' }),
    )
    // the 20th of November has begun in Hanoi
    server.pass(24 * 3_600_000)
  })
  afterEach(() => server.close())

  const duties = async (person: Person, more = '&form=monthly') => {
    const answer = await server.phone(person).desk.duties(more)
    expect(deskDutiesAnswerSchema.safeParse(JSON.parse(answer.raw)).error).toBeUndefined()
    return answer
  }

  it('[DL17] an extension by the chief reaches the officer’s phone with who, when and why', async () => {
    const given = act('duty.extend', { before: '2026-11-25', reason })
    expect((await server.phone('chief').push(given)).kind).toBe('applied')
    const { records } = await server.phone('an').everything()
    const ledger = dutyLedgerSchema.parse(records.find(({ type }) => type === 'duty_ledger')?.body)
    expect(ledger).toMatchObject({ id: given.entity, unitId: SCHOOL, of: '2026-11' })
    expect(ledger.timeline).toMatchObject([
      {
        kind: 'extended',
        before: '2026-11-25',
        reason,
        by: { role: 'office_chief' },
        stamps: { received: server.now() },
      },
    ])
    const others = await server.phone('binh').everything()
    expect(others.records.filter(({ type }) => type === 'duty_ledger')).toEqual([])
  })

  it('[DL17] [AC3] who has not the post is refused, and a foreign unit is not found', async () => {
    const excuse = () => act('duty.excuse', { reason })
    expect(codeOf(await server.phone('clerk').push(excuse()))).toBe('not-allowed')
    expect(codeOf(await server.phone('an').push(excuse()))).toBe('not-allowed')
    expect(codeOf(await server.phone('parent').push(act('duty.excuse', { reason }, OTHER_SCHOOL)))).toBe('not-found')
    expect(codeOf(await server.phone('chief').push(act('duty.acceptOffline', { reason: '' })))).toBe('wrong-state')
  })

  it('[SY2] the same act twice is one entry, and another id under the same arguments is malformed', async () => {
    const chief = server.phone('chief')
    const given = act('duty.excuse', { reason })
    expect(await chief.push(given)).toEqual(await chief.push(given))
    const { duties: lines } = await duties('chief')
    expect(lines.find(({ unit }) => unit.id === SCHOOL)?.ledger?.timeline).toHaveLength(1)
    const elsewhere = {
      ...act('duty.excuse', { reason }),
      entity: obligationIdOf({ unitId: SCHOOL, form: 'monthly', of: '2026-10' }),
    }
    expect(codeOf(await chief.push(elsewhere))).toBe('malformed')
  })

  it('[DL18] the desk sees each unit’s word and the rates of period and year', async () => {
    const [clerk, chief] = [server.phone('clerk'), server.phone('chief')]
    await clerk.push(act('duty.noteArrival', { on: '2026-11-18', way: 'document', note: '' }))
    await clerk.push(act('duty.noteArrival', { on: '2026-11-20', way: 'paper', note: '' }, OTHER_SCHOOL))
    const { duties: lines, period, year, months, of } = await duties('clerk')
    expect(of).toBe('2026-11')
    const word = (unitId: string) => lines.find(({ unit }) => unit.id === unitId)?.timeliness
    expect(word(SCHOOL)).toEqual({ kind: 'on_time' })
    expect(word(OTHER_SCHOOL)).toEqual({ kind: 'late', days: 1 })
    // five units, all of them schools in this table
    expect(period).toEqual({
      submitted: { part: 2, of: 5, rate: 0.4 },
      onTime: { part: 1, of: 5, rate: 0.2 },
      notRequired: 0,
    })
    expect(lines.map(({ timeliness: { kind } }) => kind)).toEqual(['missing', 'missing', 'missing', 'late', 'on_time'])
    expect(year.submitted).toMatchObject({ part: 2, of: 55 })
    expect(months).toHaveLength(12)

    await chief.push(act('duty.acceptOffline', { reason: '' }, OTHER_SCHOOL))
    expect((await duties('chief')).period.onTime).toEqual({ part: 2, of: 5, rate: 0.4 })
  })

  it('[DL17] a month’s report of the app counts, and the chief sees the stamps that decide', async () => {
    const chief = server.phone('chief')
    const { duties: lines } = await duties('chief')
    expect(lines.every(({ arrivals, sent }) => arrivals.length === 0 && sent === null)).toBe(true)
    expect(codeOf(await chief.push(act('duty.acceptOffline', { reason: '' })))).toBe('wrong-state')
    const approval = { kind: 'own' }
    const wanted = act('monthly.submit', { snapshot: FULL, policy: 'cut15_14', approval })
    const { form: _, ...args } = wanted.args as Record<string, unknown>
    expect((await server.phone('head').push({ ...wanted, args })).kind).toBe('applied')
    const line = (await duties('chief')).duties.find(({ unit }) => unit.id === SCHOOL)
    expect(line).toMatchObject({ timeliness: { kind: 'late', days: 1 }, arrivals: [server.now()] })
    expect(line?.sent?.received).toBe(server.now())
    expect((await chief.push(act('duty.acceptOffline', { reason: '' }))).kind).toBe('applied')
    const accepted = (await duties('chief')).duties.find(({ unit }) => unit.id === SCHOOL)
    expect(accepted?.timeliness).toEqual({ kind: 'on_time_offline', days: 1 })
  })

  it('[DL1, TM2] the last second of the 19th in Hanoi is in time, the first of the 20th a day late, whatever phones say', async () => {
    const sent = (unitId: UnitId, committed: string, zoneMinutes: number) => {
      const { form: _, ...args } = act('monthly.submit', {}, unitId).args as Record<string, unknown>
      const whole = { ...args, snapshot: FULL, policy: 'cut15_14', approval: VERBAL }
      const device = { written: committed, committed, zoneMinutes, skewMs: null }
      return { ...act('monthly.submit', whole, unitId), args: whole, device }
    }
    const standsAt = (instant: string) => server.pass(Date.parse(instant) - Date.parse(server.now()))
    standsAt('2026-11-19T16:59:59.000Z')
    await server.phone('an').push(sent(SCHOOL, '2026-11-20T18:59:59.000Z', -480))
    standsAt('2026-11-19T17:00:01.000Z')
    await server.phone('binh').push(sent(OTHER_SCHOOL, '2026-11-19T16:59:58.000Z', 420))
    const { duties: lines } = await duties('chief')
    const line = (unitId: string) => lines.find(({ unit }) => unit.id === unitId)
    expect(line(SCHOOL)).toMatchObject({
      timeliness: { kind: 'on_time' },
      arrivals: ['2026-11-19T16:59:59.000Z'],
    })
    // the stamps are shown where the chief may have to weigh them
    expect(line(OTHER_SCHOOL)).toMatchObject({
      timeliness: { kind: 'late', days: 1 },
      sent: { committed: '2026-11-19T16:59:58.000Z', received: '2026-11-19T17:00:01.000Z' },
    })
  })

  it.each<[Person, number]>([
    ['chief', 5],
    ['parent', 2],
  ])('[AC3] %s sees the units that the post may read', async (person, count) => {
    expect((await duties(person)).duties).toHaveLength(count)
  })

  it('[DL18] plans go by the year, and who has no desk has none', async () => {
    const plans = await duties('chief', '&form=unit_plan')
    expect([plans.of, plans.duties.length, plans.months]).toEqual(['2026', 5, []])
    expect((await duties('chief', '&form=monthly&of=2025-12')).of).toBe('2025-12')
    expect((await server.phone('an').desk.duties('&form=monthly')).status).toBe(403)
    expect((await server.phone('chief').desk.duties('&form=other')).status).toBe(400)
    expect((await server.phone('chief').desk.duties('&form=monthly&of=2026-13')).status).toBe(400)
  })
})
