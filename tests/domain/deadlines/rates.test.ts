import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type Day, startOf } from '#domain/deadlines/days.ts'
import { type DatedUnit, type DutyRule, obligationsOf } from '#domain/deadlines/obligations.ts'
import { type KeptDuty, ratesOf } from '#domain/deadlines/rates.ts'
import { type Indulgence, type Timeliness, timelinessOf } from '#domain/deadlines/timeliness.ts'
import type { UnitId } from '#domain/ids.ts'
import { instantOf, msOf } from '#domain/time.ts'
import { at, uuid } from '#tests/support/builders.ts'

const BEFORE = '2026-11-20' as Day
const NOW = at('2026-12-01T08:00:00+07:00')
const kept = (timeliness: Timeliness, key = String(Math.random())): KeptDuty => ({ obligation: { key }, timeliness })
const by = 'Chánh Văn phòng (minh họa)'
const reason = 'Bão (minh họa)'

/** Any arrivals and any words of the office about one duty. */
const aHistory = fc.record({
  received: fc.array(
    fc.integer({ min: -600, max: 600 }).map((hours) => instantOf(msOf(startOf(BEFORE)) + hours * 3_600_000)),
    { maxLength: 4 },
  ),
  indulgences: fc.array(
    fc.oneof(
      fc
        .integer({ min: 1, max: 20 })
        .map((n): Indulgence => ({ kind: 'extended', before: addDays(BEFORE, n), by, reason })),
      fc.constantFrom<Indulgence>({ kind: 'excused', by, reason }, { kind: 'offline_accepted', by, reason }),
    ),
    { maxLength: 4 },
  ),
})

describe('rates', () => {
  it('[DL18] a rate never passes 100 %, whatever came and whatever was given', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(9), aHistory), { maxLength: 30 }), fc.boolean(), (given, isEarly) => {
        const now = isEarly ? at('2026-11-01T08:00:00+07:00') : NOW
        const rates = ratesOf(
          given.map(([n, { received, indulgences }]) =>
            kept(timelinessOf(BEFORE, received, indulgences, now), `duty ${n}`),
          ),
        )
        for (const { part, of, rate } of [rates.submitted, rates.onTime]) {
          expect(part).toBeLessThanOrEqual(of)
          expect(rate === null ? of === 0 : rate >= 0 && rate <= 1).toBe(true)
        }
        expect(rates.onTime.of).toBeLessThanOrEqual(rates.submitted.of)
        expect(rates.onTime.part).toBeLessThanOrEqual(rates.submitted.part)
        expect(rates.submitted.of + rates.notRequired).toBeLessThanOrEqual(new Set(given.map(([n]) => n)).size)
      }),
    )
  })

  it('[DL4] [DL18] the same events in any order give the same word and the same rates', () => {
    const shuffled = aHistory.chain(({ received, indulgences }) =>
      fc.record({
        received: fc.constant(received),
        indulgences: fc.constant(indulgences),
        otherReceived: fc.shuffledSubarray(received, { minLength: received.length }),
        otherIndulgences: fc.shuffledSubarray(indulgences, { minLength: indulgences.length }),
      }),
    )
    fc.assert(
      fc.property(shuffled, ({ received, indulgences, otherReceived, otherIndulgences }) => {
        const one = timelinessOf(BEFORE, received, indulgences, NOW)
        const other = timelinessOf(BEFORE, otherReceived, otherIndulgences, NOW)
        expect(other).toEqual(one)
        expect(ratesOf([kept(other, 'a')])).toEqual(ratesOf([kept(one, 'a')]))
      }),
    )
  })

  it('[DL7] more given never makes a duty worse', () => {
    const worth = { missing: 0, late: 1, late_excused: 2, on_time_offline: 3, on_time: 3, pending: 3, not_required: 3 }
    fc.assert(
      fc.property(aHistory, ({ received, indulgences }) => {
        const less = timelinessOf(BEFORE, received, indulgences.slice(1), NOW)
        const more = timelinessOf(BEFORE, received, indulgences, NOW)
        expect(worth[more.kind]).toBeGreaterThanOrEqual(worth[less.kind])
      }),
    )
  })

  it('[DL18] who is excused leaves the sum, lateness for a reason leaves the rate of those in time', () => {
    const duties = [
      kept({ kind: 'on_time' }),
      kept({ kind: 'on_time_offline', days: 1 }),
      kept({ kind: 'late', days: 2 }),
      kept({ kind: 'late_excused', days: 2 }),
      kept({ kind: 'missing', days: 5 }),
      kept({ kind: 'not_required' }),
      kept({ kind: 'pending' }),
    ]
    expect(ratesOf(duties)).toEqual({
      submitted: { part: 4, of: 5, rate: 0.8 },
      onTime: { part: 2, of: 4, rate: 0.5 },
      notRequired: 1,
    })
    expect(ratesOf([kept({ kind: 'not_required' })]).submitted.rate).toBeNull()
  })

  it('[DL9] [DL18] units that were merged are not counted twice, and none is lost', () => {
    const rule = { unitTypes: ['commune_office', 'district_office'], from: '2020-01-01', to: null }
    const rules = [{ ...rule, form: 'monthly' }] as DutyRule[]
    const merging = fc.record({
      old: fc.integer({ min: 1, max: 6 }),
      heirs: fc.integer({ min: 1, max: 4 }),
      month: fc.integer({ min: 1, max: 12 }),
    })
    fc.assert(
      fc.property(merging, ({ old, heirs, month }) => {
        const cut = `2025-${String(month).padStart(2, '0')}-01` as Day
        const heirIds = Array.from({ length: heirs }, (_, n) => uuid(0x900 + n) as UnitId)
        const units: DatedUnit[] = [
          ...Array.from({ length: old }, (_, n) => ({
            id: uuid(0x800 + n) as UnitId,
            type: 'district_office' as const,
            validFrom: '2010-01-01' as Day,
            validTo: addDays(cut, -1),
            successors: heirIds,
          })),
          ...heirIds.map((id) => ({
            id,
            type: 'commune_office' as const,
            validFrom: cut,
            validTo: null,
            successors: [],
          })),
        ]
        const duties = units.flatMap((unit) => obligationsOf(unit, units, rules, 2025))
        const perMonth = Map.groupBy(duties, ({ of }) => of)
        expect(perMonth.size).toBe(12)
        for (const [of, owed] of perMonth) {
          const isBefore = `${of}-19` < cut
          expect(owed).toHaveLength(isBefore ? old : heirs)
          const all = owed.map((obligation) => ({ obligation, timeliness: { kind: 'on_time' } as const }))
          expect(ratesOf([...all, ...all]).submitted).toEqual({ part: owed.length, of: owed.length, rate: 1 })
        }
      }),
    )
  })
})
