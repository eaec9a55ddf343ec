import { describe, expect, it } from 'vitest'
import type { Day } from '#domain/deadlines/days.ts'
import { type DutyLedger, dutyLedgerSchema, indulgencesOf, notedArrivals } from '#domain/deadlines/ledger.ts'
import { obligationIdOf } from '#domain/deadlines/obligation-id.ts'
import { acceptOffline, excuseDuty, extendDuty, noteArrival } from '#domain/deadlines/office-acts.ts'
import { timelinessOf } from '#domain/deadlines/timeliness.ts'
import type { Mutation } from '#domain/mutation.ts'
import type { Role } from '#domain/organisation/roles.ts'
import type { RecordBodies, RecordType, View } from '#domain/records.ts'
import { unitSpace } from '#domain/spaces.ts'
import { aContext, anActor, at, OFFICE, OTHER_UNIT, UNIT } from '#tests/support/builders.ts'

const day = (text: string) => text as Day
const KEY = { unitId: UNIT, form: 'monthly' as const, of: '2026-11' }
const BEFORE = day('2026-11-20')
const reason = 'Bão, mất điện (minh họa)'

const viewWith = (ledger?: DutyLedger, unit: object = {}): View => {
  const facts = {
    unit: { id: UNIT, type: 'attached_unit', validFrom: '2020-01-01', validTo: null, ...unit },
    predecessors: [],
  }
  const bodies = new Map<string, unknown>([
    [`unit_facts:${UNIT}`, facts],
    ...(ledger ? [[`duty_ledger:${ledger.id}`, ledger] as const] : []),
  ])
  return {
    get: <T extends RecordType>(type: T, id: string) => bodies.get(`${type}:${id}`) as RecordBodies[T] | undefined,
  }
}
const as = (role: Role = 'office_chief', now = at('2026-11-22T02:00:00Z')) =>
  aContext({ actor: anActor(role, role === 'focal_point' ? UNIT : OFFICE, 9), now, received: now })

function afterAct<Args>(mutation: Mutation<string, Args>, ledger: DutyLedger | undefined, args: Args, context = as()) {
  const result = mutation.decide(viewWith(ledger), args, context)
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`)
  const [change] = result.value.changes
  const body = change && 'put' in change && change.put === 'duty_ledger' ? change.body : ledger
  return { ledger: body, outcome: result.value.outcome, change }
}
const code = (result: { ok: boolean; error?: { code: string } }) => (result.ok ? 'accepted' : result.error?.code)
const late = () => afterAct(noteArrival, undefined, { ...KEY, on: day('2026-11-21'), way: 'paper', note: '' }).ledger

describe('what the office gives about a duty', () => {
  it('[DL17] keeps who, when and why, under the duty’s id and in the unit’s space', () => {
    const { ledger, change } = afterAct(extendDuty, undefined, { ...KEY, before: day('2026-11-25'), reason })
    expect(change).toMatchObject({
      put: 'duty_ledger',
      id: obligationIdOf(KEY),
      entity: obligationIdOf(KEY),
      space: unitSpace(UNIT),
    })
    expect(dutyLedgerSchema.parse(ledger).timeline).toMatchObject([
      {
        kind: 'extended',
        before: '2026-11-25',
        reason,
        by: { name: 'Người số 9 (minh họa)', role: 'office_chief' },
        stamps: { received: '2026-11-22T02:00:00.000Z' },
      },
    ])
    expect(timelinessOf(BEFORE, [], indulgencesOf(ledger), at('2026-11-23T08:00:00+07:00'))).toEqual({
      kind: 'pending',
    })
  })

  it.each<[Role, string, string, string]>([
    ['office_chief', 'accepted', 'accepted', 'accepted'],
    ['leader', 'accepted', 'not-allowed', 'not-allowed'],
    ['office_clerk', 'not-allowed', 'not-allowed', 'accepted'],
    ['parent_officer', 'not-allowed', 'not-allowed', 'not-allowed'],
    ['focal_point', 'not-allowed', 'not-allowed', 'not-allowed'],
    ['unit_head', 'not-allowed', 'not-allowed', 'not-allowed'],
  ])('[DL17] %s: give %s, accept offline %s, note an arrival %s', (role, gives, accepts, notes) => {
    const args = { ...KEY, reason }
    expect(code(excuseDuty.decide(viewWith(), args, as(role)))).toBe(gives)
    expect(code(extendDuty.decide(viewWith(), { ...args, before: day('2026-12-01') }, as(role)))).toBe(gives)
    expect(code(acceptOffline.decide(viewWith(late()), args, as(role)))).toBe(accepts)
    const arrival = { ...KEY, on: day('2026-11-21'), way: 'email' as const, note: '' }
    expect(code(noteArrival.decide(viewWith(), arrival, as(role)))).toBe(notes)
  })

  it('[DL17] [AC3] a unit that is not in sight, or was not there on the day, has no such duty', () => {
    const args = { ...KEY, reason }
    expect(code(excuseDuty.decide(viewWith(), { ...args, unitId: OTHER_UNIT }, as()))).toBe('not-found')
    expect(code(excuseDuty.decide(viewWith(undefined, { validTo: '2026-11-18' }), args, as()))).toBe('not-found')
    expect(code(excuseDuty.decide(viewWith(undefined, { validTo: '2026-11-19' }), args, as()))).toBe('accepted')
    expect(code(excuseDuty.decide(viewWith(), { ...args, of: '2026' }, as()))).toBe('malformed')
  })

  it('[DL7] nothing is given without a reason, and time is never taken', () => {
    expect(code(excuseDuty.decide(viewWith(), { ...KEY, reason: '  ' }, as()))).toBe('reason-missing')
    expect(code(extendDuty.decide(viewWith(), { ...KEY, reason: '', before: day('2026-12-01') }, as()))).toBe(
      'reason-missing',
    )
    expect(code(extendDuty.decide(viewWith(), { ...KEY, reason, before: BEFORE }, as()))).toBe('incomplete')
    const { ledger } = afterAct(extendDuty, undefined, { ...KEY, reason, before: day('2026-11-28') })
    expect(code(extendDuty.decide(viewWith(ledger), { ...KEY, reason, before: day('2026-11-27') }, as()))).toBe(
      'incomplete',
    )
    expect(afterAct(extendDuty, ledger, { ...KEY, reason, before: day('2026-11-28') })).toMatchObject({
      outcome: 'merged',
      change: undefined,
    })
  })

  it('[DL7] an excuse before anything came ends the waiting, after it it gives the lateness a reason', () => {
    const { ledger } = afterAct(excuseDuty, undefined, { ...KEY, reason })
    const now = at('2026-11-22T02:00:00Z')
    expect(timelinessOf(BEFORE, [], indulgencesOf(ledger), now)).toEqual({ kind: 'not_required' })
    expect(timelinessOf(BEFORE, [now], indulgencesOf(ledger), now)).toEqual({ kind: 'late_excused', days: 3 })
    const second = afterAct(excuseDuty, ledger, { ...KEY, reason: 'Chia tách đơn vị (minh họa)' })
    expect(second.outcome).toBe('merged')
    expect(second.ledger?.timeline).toHaveLength(2)
  })

  it('[DL7] [DL17] "gửi khi mất mạng" is for what came late, once', () => {
    const args = { ...KEY, reason: '' }
    expect(code(acceptOffline.decide(viewWith(), args, as()))).toBe('wrong-state')
    const inTime = afterAct(noteArrival, undefined, { ...KEY, on: day('2026-11-19'), way: 'email', note: '' }).ledger
    expect(code(acceptOffline.decide(viewWith(inTime), args, as()))).toBe('wrong-state')
    const { ledger, outcome } = afterAct(acceptOffline, late(), args)
    expect(outcome).toBe('applied')
    const word = timelinessOf(BEFORE, notedArrivals(ledger), indulgencesOf(ledger), at('2026-11-22T02:00:00Z'))
    expect(word).toEqual({ kind: 'on_time_offline', days: 2 })
    expect(afterAct(acceptOffline, ledger, args)).toMatchObject({ outcome: 'merged', change: undefined })
  })

  it('[DL4] [DL17] what came another way counts from the first day that was noted, and never from tomorrow', () => {
    const tomorrow = { ...KEY, on: day('2026-11-23'), way: 'paper' as const, note: '' }
    expect(code(noteArrival.decide(viewWith(), tomorrow, as()))).toBe('incomplete')
    const both = afterAct(noteArrival, late(), { ...KEY, on: day('2026-11-19'), way: 'email', note: 'Thư công vụ' })
    expect(both.outcome).toBe('merged')
    expect(timelinessOf(BEFORE, notedArrivals(both.ledger), [], at('2026-11-22T02:00:00Z'))).toEqual({
      kind: 'on_time',
    })
  })

  it('[SY4] deciding again over a record that has it changes nothing', () => {
    const context = as()
    const { ledger } = afterAct(excuseDuty, undefined, { ...KEY, reason }, context)
    expect(afterAct(excuseDuty, ledger, { ...KEY, reason }, context)).toMatchObject({
      outcome: 'merged',
      change: undefined,
    })
  })
})
