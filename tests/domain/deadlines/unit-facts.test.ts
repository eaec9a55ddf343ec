import { describe, expect, it } from 'vitest'
import { type DutyRules, dutyRulesSchema } from '#domain/deadlines/department-rules.ts'
import { obligationsOf } from '#domain/deadlines/obligations.ts'
import { obligationsFrom, type UnitFacts, unitFactsSchema } from '#domain/deadlines/unit-facts.ts'
import { uuid } from '#tests/support/builders.ts'

const facts = (n: number, change: object = {}): UnitFacts['unit'] =>
  unitFactsSchema.shape.unit.parse({
    id: uuid(n),
    type: 'district_office',
    name: `Đơn vị ${n} (minh họa)`,
    validFrom: '2020-01-01',
    validTo: null,
    successors: [],
    ...change,
  })
const RULES: DutyRules = dutyRulesSchema.parse({
  periodPolicy: 'cut15_14',
  rules: [{ form: 'monthly', unitTypes: ['district_office', 'commune_office'], from: '2024-01-01', to: null }],
})

describe('what a phone keeps of its unit', () => {
  const heir = facts(2, { type: 'commune_office', validFrom: '2025-07-01' })
  const old = facts(1, { validTo: '2025-06-30', successors: [heir.id] })
  const others = [facts(3), facts(4, { validTo: '2025-06-30', successors: [facts(3).id] })]

  it('[DL10] gives the same duties as all units of the department, inherited ones too', () => {
    const all = obligationsOf(heir, [old, heir, ...others], RULES.rules, 2025)
    const own = obligationsFrom({ unit: heir, predecessors: [old] }, RULES, 2025)
    expect(own).toEqual(all)
    expect(own.map(({ before }) => before)[0]).toBe('2025-07-20')
    expect(own[0]?.inheritedFrom).toEqual([old.id])
  })

  it('[DL3] [DL10] follows the department’s way to cut periods', () => {
    const monthly = obligationsFrom(
      { unit: heir, predecessors: [] },
      { ...RULES, periodPolicy: 'calendar_month' },
      2026,
    )
    expect(monthly[0]?.period).toMatchObject({ from: '2025-12-01', to: '2025-12-31' })
  })
})
