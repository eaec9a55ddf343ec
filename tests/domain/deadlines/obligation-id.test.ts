import { describe, expect, it } from 'vitest'
import { dutyBefore, obligationIdOf } from '#domain/deadlines/obligation-id.ts'
import { type DatedUnit, type DutyRule, obligationsOf } from '#domain/deadlines/obligations.ts'
import { OTHER_UNIT, UNIT } from '#tests/support/builders.ts'

const unit = { id: UNIT, type: 'attached_unit', validFrom: '2020-01-01', validTo: null, successors: [] } as unknown
const rule = { unitTypes: ['attached_unit'], from: '2020-01-01', to: null }
const rules = [
  { ...rule, form: 'monthly' },
  { ...rule, form: 'unit_plan' },
] as DutyRule[]

describe('the id of a duty', () => {
  it('[ID2] is the same wherever it is reckoned, whatever period the department chose', () => {
    const of = (policy: 'cut15_14' | 'calendar_month') =>
      obligationsOf(unit as DatedUnit, [], rules, 2026, policy).map(({ id }) => id)
    expect(of('cut15_14')).toEqual(of('calendar_month'))
    expect(obligationIdOf({ unitId: UNIT, form: 'monthly', of: '2026-11' })).toBe(of('cut15_14').at(-2))
    expect(of('cut15_14')[11]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5/)
  })

  it('[ID2] differs by unit, form and time', () => {
    const ids = [UNIT, OTHER_UNIT].flatMap((unitId) => [
      obligationIdOf({ unitId, form: 'monthly', of: '2026-11' }),
      obligationIdOf({ unitId, form: 'monthly', of: '2026-12' }),
      obligationIdOf({ unitId, form: 'unit_plan', of: '2026' }),
    ])
    expect(new Set(ids).size).toBe(6)
  })

  it('[DL2] [DL3] knows the day of its name, and of nothing else', () => {
    expect(dutyBefore({ form: 'monthly', of: '2026-11' })).toBe('2026-11-20')
    expect(dutyBefore({ form: 'unit_plan', of: '2026' })).toBe('2026-03-10')
    expect(dutyBefore({ form: 'monthly', of: '2026' })).toBeNull()
    expect(dutyBefore({ form: 'unit_plan', of: '2026-03' })).toBeNull()
  })
})
