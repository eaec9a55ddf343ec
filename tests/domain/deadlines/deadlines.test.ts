import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type Calendar, type Day, startOf, weekdayOf } from '#domain/deadlines/days.ts'
import { type DatedUnit, type DutyRule, obligationsOf } from '#domain/deadlines/obligations.ts'
import { periodOf, quarterBefore, unitPlanBefore } from '#domain/deadlines/periods.ts'
import { deadlineBefore, type Indulgence, lateDays, timelinessOf } from '#domain/deadlines/timeliness.ts'
import type { UnitId } from '#domain/ids.ts'
import { hanoiDay, instantOf } from '#domain/time.ts'
import { at, OTHER_UNIT, UNIT } from '#tests/support/builders.ts'

const day = (text: string) => text as Day
const NO_HOLIDAYS: Calendar = { holidays: [], workingWeekends: [] }
const TET_2026: Calendar = {
  holidays: Array.from({ length: 9 }, (_, i) => ({ day: addDays(day('2026-02-14'), i), name: 'Tết Nguyên đán' })),
  workingWeekends: [],
}

describe('trước ngày D', () => {
  it.each([
    ['2024-03-10', '2024-03-09T23:59:59.999+07:00', 0],
    ['2024-03-10', '2024-03-10T00:00:00+07:00', 1],
    ['2024-03-10', '2024-03-09T16:59:59Z', 0],
    ['2024-03-10', '2024-03-09T17:00:00Z', 1],
    ['2024-03-10', '2024-03-12T08:00:00+07:00', 3],
    ['2024-04-20', '2024-04-19T23:59:00+07:00', 0],
    ['2024-04-20', '2024-04-20T07:00:00+07:00', 1],
    ['2024-05-20', '2024-05-19T22:00:00+07:00', 0],
    ['2025-01-20', '2025-01-20T23:59:59+07:00', 1],
    ['2025-01-20', '2025-01-21T00:00:00+07:00', 2],
  ])('[DL1] before %s, received %s: %i days late', (before, received, days) => {
    expect(lateDays(startOf(day(before)), at(received))).toBe(days)
    const expected = days === 0 ? { kind: 'on_time' } : { kind: 'late', days }
    expect(timelinessOf(day(before), [at(received)], [], at(received))).toEqual(expected)
  })

  it.each([
    ['2024-03-10', '2024-03-09', '2024-03-08'],
    ['2024-05-20', '2024-05-19', '2024-05-17'],
    ['2024-10-20', '2024-10-19', '2024-10-18'],
    ['2024-12-20', '2024-12-19', '2024-12-19'],
  ])('[DL1] before %s: last valid day %s, last working day %s', (before, last, working) => {
    expect(deadlineBefore(day(before), NO_HOLIDAYS)).toMatchObject({ lastValidDay: last, lastWorkingDay: working })
  })

  it('[DL5] Tết 2026 leaves no working day in the window, and the deadline where it is', () => {
    const { to, before } = periodOf({ year: 2026, month: 2 })
    const { instant, lastWorkingDay } = deadlineBefore(before, { ...TET_2026, holidays: TET_2026.holidays })
    expect(instant).toBe('2026-02-19T17:00:00.000Z')
    expect(lastWorkingDay).toBe('2026-02-13')
    expect(lastWorkingDay && lastWorkingDay < to).toBe(true)
    expect(deadlineBefore(before, { ...TET_2026, workingWeekends: [day('2026-02-14')] }).lastWorkingDay).toBe(
      '2026-02-14',
    )
  })

  it('[DL0] no zone of the phone changes a day in Hanoi', () => {
    const moment = Date.parse('2026-11-19T23:59:59.999+07:00')
    for (let zone = -12; zone <= 14; zone += 1) {
      const written = `${new Date(moment + zone * 3_600_000).toISOString().slice(0, 23)}${zone < 0 ? '-' : '+'}${String(Math.abs(zone)).padStart(2, '0')}:00`
      expect(hanoiDay(at(written))).toBe('2026-11-19')
      expect(lateDays(startOf(day('2026-11-20')), at(written))).toBe(0)
    }
  })
})

describe('periods', () => {
  it.each([
    [2024, 1, '2023-12-15', '2024-01-14', '2024-01-20'],
    [2024, 3, '2024-02-15', '2024-03-14', '2024-03-20'],
    [2024, 12, '2024-11-15', '2024-12-14', '2024-12-20'],
    [2025, 1, '2024-12-15', '2025-01-14', '2025-01-20'],
  ])('[DL3] month %i-%i is %s to %s, due before %s', (year, month, from, to, before) => {
    expect(periodOf({ year, month })).toEqual({ year, month, from, to, before })
  })

  it('[DL3] by choice the calendar month before', () => {
    expect(periodOf({ year: 2024, month: 3 }, 'calendar_month')).toMatchObject({ from: '2024-02-01', to: '2024-02-29' })
  })

  it('[DL3] every day belongs to exactly one period', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), (n) => {
        const date = addDays(day('2020-01-01'), n)
        const year = Number(date.slice(0, 4))
        const months = [year - 1, year, year + 1].flatMap((y) =>
          Array.from({ length: 12 }, (_, i) => periodOf({ year: y, month: i + 1 })),
        )
        expect(months.filter(({ from, to }) => from <= date && date <= to)).toHaveLength(1)
      }),
      { numRuns: 50 },
    )
  })

  it('[DL2] [DL6] the plan is due before 10 March, a quarter’s task before the next quarter', () => {
    expect(unitPlanBefore(2024)).toBe('2024-03-10')
    expect([1, 2, 3, 4].map((quarter) => quarterBefore(2024, quarter))).toEqual([
      '2024-04-01',
      '2024-07-01',
      '2024-10-01',
      '2025-01-01',
    ])
    expect(weekdayOf(day('2024-03-10'))).toBe(7)
  })
})

describe('timeliness', () => {
  const before = day('2024-04-20')
  const extended: Indulgence = { kind: 'extended', before: day('2024-04-25'), by: 'Chánh Văn phòng', reason: 'Bão' }
  const excused: Indulgence = { kind: 'excused', by: 'Chánh Văn phòng', reason: 'Mất điện' }
  const offline: Indulgence = { kind: 'offline_accepted', by: 'Chánh Văn phòng', reason: 'Gửi khi mất mạng' }
  const late = at('2024-04-21T08:00:00+07:00')

  it('[DL7] what the office grants changes the word, never the instant', () => {
    expect(timelinessOf(before, [late], [extended], late)).toEqual({ kind: 'on_time' })
    expect(timelinessOf(before, [late], [excused], late)).toEqual({ kind: 'late_excused', days: 2 })
    expect(timelinessOf(before, [late], [offline, excused], late)).toEqual({ kind: 'on_time_offline', days: 2 })
  })

  it('[DL4] what has not arrived is pending, then missing', () => {
    expect(timelinessOf(before, [], [], at('2024-04-19T23:59:59+07:00'))).toEqual({ kind: 'pending' })
    expect(timelinessOf(before, [], [], late)).toEqual({ kind: 'missing', days: 2 })
  })

  it('[DL4] the same events in any order give the same timeliness', () => {
    const events = fc.array(
      fc.integer({ min: -5, max: 5 }).map((h) => instantOf(Date.parse(startOf(before)) + h * 9e6)),
      { maxLength: 5 },
    )
    fc.assert(
      fc.property(events, fc.subarray([extended, excused, offline]), fc.nat(4), (received, indulgences, by) => {
        const turned = <T>(items: readonly T[]) => [...items.slice(by), ...items.slice(0, by)].reverse()
        const expected = timelinessOf(before, received, indulgences, late)
        expect(timelinessOf(before, turned(received), turned(indulgences), late)).toEqual(expected)
      }),
    )
  })
})

describe('who owes what', () => {
  const rules: DutyRule[] = [
    {
      form: 'monthly',
      unitTypes: ['district_office', 'commune_office', 'attached_unit'],
      from: day('2024-02-22'),
      to: null,
    },
    {
      form: 'unit_plan',
      unitTypes: ['district_office', 'commune_office', 'attached_unit'],
      from: day('2024-02-22'),
      to: null,
    },
  ]
  const district: DatedUnit = {
    id: OTHER_UNIT,
    type: 'district_office',
    validFrom: day('2010-01-01'),
    validTo: day('2025-06-30'),
    successors: [UNIT],
  }
  const commune: DatedUnit = {
    id: UNIT,
    type: 'commune_office',
    validFrom: day('2025-07-01'),
    validTo: null,
    successors: [],
  }
  const owed = (unit: DatedUnit, year: number) => obligationsOf(unit, [district, commune], rules, year)

  it('[DL8] the first year of the plan has ten monthly reports and one plan', () => {
    const all = owed(district, 2024)
    expect(all.filter(({ form }) => form === 'monthly').map(({ period }) => period?.month)).toEqual([
      3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
    ])
    expect(all.filter(({ form }) => form === 'unit_plan')).toHaveLength(1)
  })

  it('[DL9] a unit that ends passes what it was collecting for to its successor', () => {
    expect(owed(district, 2025).at(-1)?.before).toBe('2025-06-20')
    const [first] = owed(commune, 2025)
    expect(first).toMatchObject({ before: '2025-07-20', unitId: UNIT, inheritedFrom: [OTHER_UNIT as UnitId] })
    expect(owed(commune, 2026)[0]?.inheritedFrom).toEqual([])
  })

  it('[DL8] nobody owes what the table does not name', () => {
    expect(owed({ ...commune, type: 'school' }, 2026)).toEqual([])
  })
})
