import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Day } from '#domain/deadlines/days.ts'
import type { UnitId } from '#domain/ids.ts'
import type { Context, Mutation } from '#domain/mutation.ts'
import type { Role } from '#domain/organisation/roles.ts'
import type { Change, RecordBodies, RecordType, View } from '#domain/records.ts'
import { bodyOf, firstArrival, givenCard, judgedBy } from '#domain/tasks/given-card.ts'
import { givenBodySchema, givenKey, givenOf, givenSchema, givingSchema } from '#domain/tasks/giving.ts'
import { amendTask, chaseTask, giveTask, withdrawTask } from '#domain/tasks/giving-acts.ts'
import { validateGiven, validateUnits } from '#domain/tasks/giving-validation.ts'
import { cancelTask } from '#domain/tasks/office-acts.ts'
import { taskIdOf } from '#domain/tasks/place.ts'
import { taskSchema, taskStateOf, unansweredOf } from '#domain/tasks/task.ts'
import { reportTask, seeTask } from '#domain/tasks/unit-acts.ts'
import type { Instant } from '#domain/time.ts'
import { aContext, anActor, at, OFFICE, OTHER_UNIT, UNIT, uuid } from '#tests/support/builders.ts'
import { aBrief, anEvent, GIVING, toUnits } from '#tests/support/given.ts'

const day = (text: string) => text as Day
const office = (role: Role = 'office_clerk', change: Partial<Context> = {}) =>
  aContext({ actor: anActor(role, OFFICE, 9), ...change })
const received = (text: string) => ({ received: at(text), now: at(text) })
const reason = 'Vì lý do minh họa'

/** Records by type and id, which accepted changes are written into, as a server would. */
function aStore(units: readonly UnitId[] = [UNIT, OTHER_UNIT, OFFICE]) {
  const bodies = new Map<string, unknown>(
    units.map((id) => [
      `unit_facts:${id}`,
      { unit: { id, type: 'school', validFrom: '2020-01-01', validTo: null, successors: [], name: 'x' } },
    ]),
  )
  const view: View = {
    get: <T extends RecordType>(type: T, id: string) => bodies.get(`${type}:${id}`) as RecordBodies[T] | undefined,
  }
  return {
    view,
    bodies,
    does<Args>(mutation: Mutation<string, Args>, args: Args, context: Context = office()) {
      const result = mutation.decide(view, args, context)
      if (!result.ok) return result.error
      for (const change of result.value.changes as Change[])
        if ('put' in change) bodies.set(`${change.put}:${change.id}`, change.body)
      return result.value.outcome
    },
    giving: () => givingSchema.parse(view.get('giving', GIVING)),
    given: (unitId: UnitId = UNIT) => givenSchema.parse(view.get('given', taskIdOf(givenKey(GIVING, unitId)))),
    task: (unitId: UnitId = UNIT) => view.get('task', taskIdOf(givenKey(GIVING, unitId))),
  }
}
const issuesOf = (...codes: string[]) => ({ code: 'incomplete', details: { issues: codes.map((code) => ({ code })) } })

describe('what the office gives outside of the plan', () => {
  it('[GV1] lies in each unit’s space under an id of its own, and in the office’s for all', () => {
    const result = giveTask.decide(aStore().view, toUnits([UNIT, OTHER_UNIT]), office())
    if (!result.ok) throw new Error(JSON.stringify(result.error))
    expect(result.value.changes.map((change) => 'put' in change && [change.put, change.space])).toEqual([
      ['giving', `unit:${OFFICE}`],
      ['given', `unit:${UNIT}`],
      ['given', `unit:${OTHER_UNIT}`],
    ])
    const store = aStore()
    store.does(giveTask, toUnits([UNIT, OTHER_UNIT]))
    expect(store.given(UNIT).id).not.toBe(store.given(OTHER_UNIT).id)
    expect(bodyOf(store.given())).toEqual(aBrief())
  })

  it('[GV1] given again from another tab it changes nothing; other words under its id are refused', () => {
    const store = aStore()
    expect(store.does(giveTask, toUnits([UNIT]))).toBe('applied')
    const before = JSON.stringify([...store.bodies])
    expect(store.does(giveTask, toUnits([UNIT]))).toBe('merged')
    expect(store.does(giveTask, toUnits([UNIT, UNIT]))).toBe('merged')
    expect(store.does(giveTask, toUnits([UNIT], aBrief({ title: 'Khác' })))).toMatchObject({ code: 'wrong-state' })
    expect(JSON.stringify([...store.bodies])).toBe(before)
    expect(store.does(giveTask, toUnits([UNIT, OTHER_UNIT]))).toBe('applied')
    expect(store.giving().unitIds).toEqual([UNIT, OTHER_UNIT])
    expect(store.given(OTHER_UNIT)).toEqual(givenOf(store.giving(), OTHER_UNIT))
  })

  it('[GV1] goes to all units or to none: one that is not there or has ended is not found', () => {
    const store = aStore()
    const foreign = uuid(0xff) as UnitId
    expect(store.does(giveTask, toUnits([UNIT, foreign]))).toEqual({ code: 'not-found', details: {} })
    store.bodies.set(`unit_facts:${OTHER_UNIT}`, { unit: { validFrom: '2020-01-01', validTo: '2026-01-01' } })
    expect(store.does(giveTask, toUnits([UNIT, OTHER_UNIT]))).toMatchObject({ code: 'not-found' })
    expect(store.view.get('giving', GIVING)).toBeUndefined()
    // a device at the desk knows no other unit and leaves it to the server
    expect(store.does(giveTask, toUnits([foreign]), office('office_clerk', { received: null }))).toBe('applied')
  })

  it.each<[Role, 'event' | 'brief', boolean]>([
    ['office_clerk', 'event', true],
    ['office_chief', 'event', true],
    ['leader', 'event', false],
    ['office_clerk', 'brief', true],
    ['leader', 'brief', true],
    ['division_officer', 'brief', false],
    ['focal_point', 'brief', false],
    ['unit_head', 'event', false],
    ['admin', 'brief', false],
  ])('[AC9] %s gives an %s: %s', (role, kind, may) => {
    const body = kind === 'event' ? anEvent() : aBrief()
    const store = aStore()
    const word = store.does(giveTask, toUnits([UNIT], body), office(role))
    expect(word).toEqual(may ? 'applied' : { code: 'not-allowed', details: {} })
    store.does(giveTask, toUnits([UNIT], body), office('office_chief'))
    const givingId = GIVING
    for (const again of [
      store.does(amendTask, { givingId, body: { ...body, title: 'Tên mới (minh họa)' }, reason }, office(role)),
      store.does(chaseTask, { givingId, unitIds: [UNIT], text: 'Nhắc (minh họa)' }, office(role)),
      store.does(withdrawTask, { givingId, unitIds: [UNIT], reason }, office(role)),
    ])
      expect(again).toEqual(may ? 'applied' : { code: 'not-allowed', details: {} })
  })

  it('[V01] [V49] [V50] [V51] says everything that is wrong, by code and path', () => {
    const said = (body: Parameters<typeof validateGiven>[0]) =>
      validateGiven(body).map(({ code, path }) => `${code} ${path}`)
    expect(said(anEvent())).toEqual([])
    expect(said(anEvent({ from: day('2026-12-12'), to: day('2026-12-12') }))).toEqual([])
    expect(said(anEvent({ to: day('2026-12-09') }))).toEqual(['V49 to'])
    expect(said(aBrief({ to: day('2026-11-26') }))).toEqual(['V49 to'])
    expect(said(aBrief({ before: day('2026-11-25') }))).toEqual([])
    expect(said(aBrief({ before: day('2026-11-26') }))).toEqual(['V50 before'])
    expect(said({ ...aBrief({ title: ' ', ask: '' }), from: null, to: null, before: null })).toEqual([
      'V01 title',
      'V01 from',
      'V01 to',
      'V01 ask',
      'V01 before',
    ])
    expect([0, 1, 1000, 1001].map((count) => validateUnits(count)[0]?.code)).toEqual([
      'V01',
      undefined,
      undefined,
      'V51',
    ])
    const store = aStore()
    expect(store.does(giveTask, toUnits([]))).toMatchObject(issuesOf('V01'))
    expect(store.does(giveTask, toUnits([UNIT], anEvent({ to: day('2026-12-09') })))).toMatchObject(issuesOf('V49'))
    const many = Array.from({ length: 1001 }, (_, n) => uuid(0x5000 + n) as UnitId)
    expect(store.does(giveTask, toUnits(many))).toMatchObject(issuesOf('V51'))
    for (const wrong of [{ before: '2026-02-30' }, { hour: '24:00' }, { title: 'x'.repeat(301) }, { kind: 'party' }])
      expect(givenBodySchema.safeParse({ ...aBrief(), ...wrong }).success, JSON.stringify(wrong)).toBe(false)
  })

  it('[GV2] is worked on like a task of the plan, by its own unit alone', () => {
    const store = aStore()
    store.does(giveTask, toUnits([UNIT]))
    const key = givenKey(GIVING, UNIT)
    expect(store.does(seeTask, key, aContext())).toBe('applied')
    const note = 'Bán trú 412 học sinh (minh họa). '.padEnd(2000, 'x')
    expect(store.does(reportTask, { ...key, note }, aContext())).toBe('applied')
    expect(taskStateOf(taskSchema.parse(store.task()))).toBe('reported')
    const foreign = givenKey(GIVING, OTHER_UNIT)
    expect(store.does(reportTask, { ...foreign, note }, aContext())).toMatchObject({ code: 'not-found' })
    const stranger = aContext({ actor: anActor('focal_point', OTHER_UNIT, 3) })
    expect(store.does(reportTask, { ...key, note }, stranger)).toMatchObject({ code: 'not-allowed' })
    expect(reportTask.args.safeParse({ ...key, note: `${note}x` }).success).toBe(false)
  })

  it('[GV3] a change is an entry told to every unit, wants a reason, and the newest holds', () => {
    const store = aStore()
    store.does(giveTask, toUnits([UNIT, OTHER_UNIT], anEvent()))
    const moved = anEvent({ from: day('2026-12-17'), to: day('2026-12-19'), before: day('2026-12-23') })
    const givingId = GIVING
    expect(store.does(amendTask, { givingId, body: moved, reason: ' ' })).toMatchObject({ code: 'reason-missing' })
    expect(store.does(amendTask, { givingId, body: aBrief(), reason })).toMatchObject({ code: 'malformed' })
    expect(store.does(amendTask, { givingId, body: { ...moved, to: day('2026-12-01') }, reason })).toMatchObject(
      issuesOf('V49'),
    )
    expect(store.does(amendTask, { givingId, body: moved, reason })).toBe('applied')
    expect(store.does(amendTask, { givingId, body: moved, reason })).toBe('merged')
    for (const unitId of [UNIT, OTHER_UNIT]) {
      expect(store.given(unitId).timeline.map(({ kind }) => kind)).toEqual(['given', 'amended'])
      expect(givenCard(store.given(unitId))).toMatchObject({ before: '2026-12-23', role: 'given', unitId })
    }
    const unknown = { givingId: uuid(0x99) as typeof GIVING, body: moved, reason }
    expect(store.does(amendTask, unknown)).toMatchObject({ code: 'not-found' })
  })

  it('[GV3] [DL4] an answer is judged by the day that its unit had been told when it came', () => {
    const days = fc.integer({ min: 1, max: 27 }).map((n) => day(`2026-11-${String(n).padStart(2, '0')}`))
    const meeting = day('2026-11-28')
    fc.assert(
      fc.property(fc.array(days, { minLength: 1, maxLength: 5 }), fc.integer({ min: 0, max: 60 }), (told, minute) => {
        const store = aStore()
        const [first = meeting, ...changes] = told
        const base = { from: meeting, to: meeting }
        const moment = (n: number) => `2026-10-01T00:${String(n).padStart(2, '0')}:00Z`
        store.does(
          giveTask,
          toUnits([UNIT], aBrief({ ...base, before: first })),
          office('office_clerk', received(moment(0))),
        )
        changes.forEach((before, n) => {
          const args = { givingId: GIVING, body: aBrief({ ...base, before }), reason }
          store.does(amendTask, args, office('office_clerk', received(moment((n + 1) * 10))))
        })
        const answered = at(new Date(Date.parse(moment(0)) + minute * 60_000).toISOString())
        const context = aContext({ received: answered, now: answered })
        store.does(reportTask, { ...givenKey(GIVING, UNIT), note: 'Trả lời (minh họa)' }, context)
        const known = told[Math.min(Math.floor(minute / 10), changes.length)] as Day
        // the same day again is no change of its own, so the day it leaves in force is the same
        expect(judgedBy(givenCard(store.given()), store.task())).toBe(known)
        expect(judgedBy(givenCard(store.given()), undefined)).toBe(told.at(-1))
        expect(firstArrival(store.task())).toBe(answered satisfies Instant)
      }),
    )
  })

  it('[GV4] is withdrawn from units, and asked of them again, where the task is not over', () => {
    const store = aStore()
    store.does(giveTask, toUnits([UNIT, OTHER_UNIT]))
    const givingId = GIVING
    const text = 'Mong đơn vị trả lời trong hôm nay (minh họa).'
    expect(store.does(chaseTask, { givingId, unitIds: [], text })).toMatchObject(issuesOf('V01'))
    expect(store.does(chaseTask, { givingId, unitIds: [UNIT], text: '' })).toMatchObject(issuesOf('V01'))
    expect(store.does(chaseTask, { givingId, unitIds: [OFFICE], text })).toMatchObject({ code: 'not-found' })
    expect(store.does(chaseTask, { givingId, unitIds: [UNIT], text })).toBe('applied')
    expect(store.task()?.timeline.map((entry) => entry.kind === 'comment' && entry.text)).toEqual([text])
    expect(unansweredOf(store.task())).toBeNull()
    expect(store.task(OTHER_UNIT)).toBeUndefined()
    expect(store.does(withdrawTask, { givingId, unitIds: [UNIT], reason: '' })).toMatchObject({
      code: 'reason-missing',
    })
    expect(store.does(withdrawTask, { givingId, unitIds: [UNIT], reason })).toBe('applied')
    expect(store.does(withdrawTask, { givingId, unitIds: [UNIT, OTHER_UNIT], reason })).toBe('applied')
    expect([UNIT, OTHER_UNIT].map((unitId) => taskStateOf(store.task(unitId)))).toEqual(['cancelled', 'cancelled'])
    expect(store.task()?.timeline.filter(({ kind }) => kind === 'cancelled')).toHaveLength(1)
    // what the unit still sends is kept beside it
    expect(store.does(reportTask, { ...givenKey(GIVING, UNIT), note: 'Muộn (minh họa)' }, aContext())).toBe('merged')
  })

  it('[GV4] [BK7] what the unit was told before its task was over is told again, though the end came back first', () => {
    const store = aStore()
    store.does(giveTask, toUnits([UNIT, OTHER_UNIT]))
    const at = (minute: number) => office('office_clerk', received(`2026-11-19T07:0${minute}:00Z`))
    for (const unitId of [UNIT, OTHER_UNIT]) store.does(cancelTask, { ...givenKey(GIVING, unitId), reason }, at(5))
    const text = 'Mong đơn vị trả lời trong hôm nay (minh họa).'
    expect(store.does(chaseTask, { givingId: GIVING, unitIds: [UNIT], text }, at(3))).toBe('applied')
    expect(store.does(chaseTask, { givingId: GIVING, unitIds: [OTHER_UNIT], text }, at(7))).toBe('applied')
    const kinds = (unitId: UnitId) => store.task(unitId)?.timeline.map(({ kind }) => kind)
    // the server puts it where it stood: `rejoined`
    expect(kinds(UNIT)).toEqual(['cancelled', 'comment'])
    expect(kinds(OTHER_UNIT)).toEqual(['cancelled'])
  })

  it('[SY4] decided once more over records that contain it, it changes nothing', () => {
    const store = aStore()
    store.does(giveTask, toUnits([UNIT]))
    const context = office()
    const args = { givingId: GIVING, unitIds: [UNIT], text: 'Nhắc (minh họa)' }
    expect(store.does(chaseTask, args, context)).toBe('applied')
    expect(store.does(chaseTask, args, context)).toBe('merged')
    expect(store.task()?.timeline).toHaveLength(1)
    // at the desk nothing of another unit's is made up
    const local = office('office_clerk', { received: null })
    const decided = chaseTask.decide(store.view, args, local)
    expect(decided.ok && decided.value.changes.map((change) => 'put' in change && change.put)).toEqual(['giving'])
  })
})
