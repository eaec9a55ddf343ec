import * as fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { type Due, duesOf, isOpen } from '#domain/agenda/due.ts'
import { addDays, type Day, isWorkingDay } from '#domain/deadlines/days.ts'
import { type DepartmentCalendar, WEEKEND_POLICIES } from '#domain/deadlines/department-rules.ts'
import type { DutyLedger } from '#domain/deadlines/ledger.ts'
import {
  isQuiet,
  type Reminder,
  remindersAhead,
  remindersOf,
  remindersToday,
  secondsUntilQuiet,
} from '#domain/reminders/plan.ts'
import { hanoiDay, type Instant, instantOf, msOf } from '#domain/time.ts'

import { aDepartment, aUnit, granted } from './reminder-world.ts'

const day = (text: string) => text as Day
const NOW = '2026-01-02T03:00:00.000Z' as Instant
const TET_2026 = ['16', '17', '18', '19', '20'].map((of) => ({
  day: day(`2026-02-${of}`),
  name: 'Tết',
}))
const calendar = (change: Partial<DepartmentCalendar> = {}): DepartmentCalendar => ({
  holidays: [],
  workingWeekends: [],
  weekendPolicy: 'working_day_before',
  internalDay: 17,
  ...change,
})
const duties = (of: DepartmentCalendar, ledgers: DutyLedger[] = [], now = NOW): Due[] =>
  duesOf(aDepartment(of), aUnit(ledgers), { from: day('2026-01-01'), to: day('2026-12-31') }, now)
const monthly = (month: string, of: DepartmentCalendar, ledgers: DutyLedger[] = [], now = NOW): Due => {
  const found = duties(of, ledgers, now).find((due) => due.kind === 'duty' && due.obligation.of === month)
  if (!found) throw new Error(`no duty of ${month}`)
  return found
}
const told = (reminders: readonly Reminder[]) => reminders.map(({ kind, at }) => `${kind} ${at}`)

describe('the plan of reminders', () => {
  it('[RM1, RM2] a month without days off has its reminders at 08:00 in Hanoi, one a day', () => {
    const plain = calendar()
    expect(told(remindersOf(monthly('2026-11', plain), plain))).toEqual([
      // the 15th is a Sunday
      'opens 2026-11-16T01:00:00.000Z',
      'wished 2026-11-17T01:00:00.000Z',
      'last_day 2026-11-19T01:00:00.000Z',
      'overdue 2026-11-20T01:00:00.000Z',
      'overdue 2026-11-23T01:00:00.000Z',
      'overdue 2026-11-24T01:00:00.000Z',
      'to_head 2026-11-25T01:00:00.000Z',
    ])
  })

  it('[RM2] on the last working day at 15:00 who has not seen it is told again', () => {
    const plain = calendar()
    const again = remindersOf(monthly('2026-11', plain), plain).filter((reminder) => reminder.again !== null)
    expect(again).toMatchObject([{ day: '2026-11-19', again: '2026-11-19T08:00:00.000Z' }])
  })

  it('[RM1, RM3] a last valid day on a Sunday: the Friday has the reminder, and the Sunday where the department wants it', () => {
    const moving = calendar({ internalDay: null })
    expect(told(remindersOf(monthly('2026-07', moving), moving)).slice(0, 2)).toEqual([
      'opens 2026-07-15T01:00:00.000Z',
      'last_day 2026-07-17T01:00:00.000Z',
    ])
    const asItFalls = calendar({
      weekendPolicy: 'as_it_falls',
      internalDay: null,
    })
    expect(told(remindersOf(monthly('2026-07', asItFalls), asItFalls)).slice(1, 4)).toEqual([
      'last_working 2026-07-17T01:00:00.000Z',
      'last_day 2026-07-19T01:00:00.000Z',
      'overdue 2026-07-20T01:00:00.000Z',
    ])
  })

  it('[RM3] Tết 2026: no working day from the window to the deadline, so the last one before is told, and none in the holiday', () => {
    const tet = calendar({ holidays: TET_2026 })
    expect(told(remindersOf(monthly('2026-02', tet), tet))).toEqual([
      'last_day 2026-02-13T01:00:00.000Z',
      'overdue 2026-02-23T01:00:00.000Z',
      'overdue 2026-02-24T01:00:00.000Z',
      'overdue 2026-02-25T01:00:00.000Z',
      'to_head 2026-02-26T01:00:00.000Z',
    ])
    expect(monthly('2026-02', tet).deadline.instant).toBe('2026-02-19T17:00:00.000Z')
  })

  it('[RM4] more time moves what is to come; what was excused is reminded of no more', () => {
    const plain = calendar({ internalDay: null })
    const extended = monthly('2026-11', plain, [granted('2026-11', { kind: 'extended', before: day('2026-11-26') })])
    expect(told(remindersOf(extended, plain)).slice(0, 3)).toEqual([
      'opens 2026-11-16T01:00:00.000Z',
      'last_day 2026-11-25T01:00:00.000Z',
      'overdue 2026-11-26T01:00:00.000Z',
    ])
    const excused = monthly('2026-11', plain, [granted('2026-11', { kind: 'excused' })])
    expect(remindersAhead([excused], plain, NOW)).toEqual([])
    const sent = monthly('2026-11', plain, [
      granted('2026-11', {
        kind: 'arrived',
        on: day('2026-11-12'),
        way: 'paper',
        note: '',
      }),
    ])
    expect(remindersAhead([sent], plain, NOW)).toEqual([])
    expect(isOpen(sent)).toBe(false)
  })

  it('[RM1] a plan opens on 15 February and is due before 10 March', () => {
    const plain = calendar()
    const plan = duties(plain).find((due) => due.kind === 'duty' && due.obligation.form === 'unit_plan')
    expect(plan && told(remindersOf(plan, plain)).slice(0, 2)).toEqual([
      'opens 2026-02-16T01:00:00.000Z',
      'last_day 2026-03-09T01:00:00.000Z',
    ])
  })

  it('[RM4] what stands today stands from its hour until midnight, and the strongest first', () => {
    const plain = calendar()
    const at = (text: string) => remindersToday(duties(plain, [], text as Instant), plain, text as Instant)
    const november = (list: Reminder[]) => list.filter(({ key }) => key.endsWith('2026-11')).map(({ kind }) => kind)
    expect(november(at('2026-11-19T00:59:59.999Z'))).toEqual([])
    expect(november(at('2026-11-19T01:00:00.000Z'))).toEqual(['last_day'])
    expect(november(at('2026-11-19T16:59:59.999Z'))).toEqual(['last_day'])
    expect(november(at('2026-11-19T17:00:00.000Z'))).toEqual([])
    expect(november(at('2026-11-20T02:00:00.000Z'))).toEqual(['overdue'])
  })

  it('[RM5] quiet from 21:00 to 06:00 in Hanoi, and a message never outlives the evening', () => {
    expect(isQuiet('2026-11-19T13:59:59.999Z' as Instant)).toBe(false)
    expect(isQuiet('2026-11-19T14:00:00.000Z' as Instant)).toBe(true)
    expect(isQuiet('2026-11-19T22:59:59.999Z' as Instant)).toBe(true)
    expect(isQuiet('2026-11-19T23:00:00.000Z' as Instant)).toBe(false)
    expect(secondsUntilQuiet('2026-11-19T13:00:00.000Z' as Instant)).toBe(3600)
    expect(secondsUntilQuiet('2026-11-19T15:00:00.000Z' as Instant)).toBe(0)
  })
})

describe('whatever the calendar', () => {
  const days = fc.integer({ min: 0, max: 364 }).map((n) => addDays(day('2026-01-01'), n))
  const calendars = fc.record({
    holidays: fc.array(days, { maxLength: 40 }).map((list) => list.map((of) => ({ day: of, name: 'nghỉ' }))),
    workingWeekends: fc.array(days, { maxLength: 6 }),
    weekendPolicy: fc.constantFrom(...WEEKEND_POLICIES),
    internalDay: fc.option(fc.integer({ min: 1, max: 28 }), { nil: null }),
  })
  const extensions = fc.array(
    fc.record({
      month: fc.integer({ min: 1, max: 12 }),
      by: fc.integer({ min: 1, max: 20 }),
    }),
    { maxLength: 3 },
  )
  const ledgersOf = (list: readonly { month: number; by: number }[]) =>
    [...new Map(list.map((one) => [one.month, one])).values()].map(({ month, by }) => {
      const of = `2026-${String(month).padStart(2, '0')}`
      return granted(of, {
        kind: 'extended',
        before: addDays(day(`${of}-20`), by),
      })
    })

  it('[RM1–RM5] one a day, never quiet, never on a day off that moves them, what asks for something in time never late', () => {
    fc.assert(
      fc.property(calendars, extensions, (of, more) => {
        for (const due of duties(of, ledgersOf(more))) {
          const reminders = remindersOf(due, of)
          const perDay = reminders.map((one) => one.day)
          expect(new Set(perDay).size).toBe(perDay.length)
          for (const { kind, at, day: on, again, to } of reminders) {
            expect(isQuiet(at)).toBe(false)
            expect(hanoiDay(at)).toBe(on)
            if (again) expect(hanoiDay(again)).toBe(on)
            if (of.weekendPolicy !== 'as_it_falls' && due.deadline.lastWorkingDay)
              expect(isWorkingDay(on, of)).toBe(true)
            const isAfter = kind === 'overdue' || kind === 'to_head'
            expect(at >= due.deadline.instant).toBe(isAfter)
            expect(to === 'head').toBe(kind === 'to_head')
          }
          expect(reminders.filter(({ kind }) => kind === 'overdue')).toHaveLength(3)
          expect(reminders.some(({ at }) => at < due.deadline.instant)).toBe(true)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('[RM4] at every moment, today holds what was ahead just before its hour', () => {
    fc.assert(
      fc.property(calendars, fc.integer({ min: 0, max: 364 * 24 }), (of, hour) => {
        const now = instantOf(Date.parse('2026-01-01T00:00:00.000Z') + hour * 3_600_000)
        const all = duties(of, [], now)
        const before = remindersAhead(all, of, instantOf(msOf(now) - 86_400_000))
        for (const one of remindersToday(all, of, now)) expect(before).toContainEqual(one)
      }),
      { numRuns: 80 },
    )
  })
})

describe('phones all over the world', () => {
  const own = process.env.TZ
  afterEach(() => {
    if (own === undefined) delete process.env.TZ
    else process.env.TZ = own
  })

  it('[DL0] from UTC−12 to UTC+14 the plan is the same', () => {
    const of = calendar({ holidays: TET_2026 })
    const plan = () => duties(of).flatMap((due) => told(remindersOf(due, of)))
    const here = plan()
    for (const zone of ['Etc/GMT+12', 'America/New_York', 'UTC', 'Asia/Kathmandu', 'Pacific/Kiritimati']) {
      process.env.TZ = zone
      expect(new Date('2026-11-19T12:00').toISOString() === '2026-11-19T12:00:00.000Z').toBe(zone === 'UTC')
      expect(plan()).toEqual(here)
    }
  })
})
