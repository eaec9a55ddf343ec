import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Day } from '#domain/deadlines/days.ts'
import type { DepartmentId, UnitId } from '#domain/ids.ts'
import { nameId } from '#domain/name-ids.ts'
import type { UnitType } from '#domain/organisation/roles.ts'
import { type Plan, planIdOf } from '#domain/plans/plan.ts'
import { type Assignees, assigneesOf } from '#domain/tasks/assignees.ts'
import { type Card, cardsOf } from '#domain/tasks/cards.ts'
import { type ClassMap, classMapSchema, type PlannedUnit, plannedUnitSchema } from '#domain/tasks/class-map.ts'
import { preview, realPlan, SAMPLE } from '#tests/support/plans.ts'

const DEPARTMENT = '10000000-0000-4000-8000-000000000000' as DepartmentId
const day = (text: string) => text as Day
const AS_OF = day('2024-02-26')
const idOf = (code: string) => nameId(DEPARTMENT, code) as UnitId
const unit = (code: string, type: UnitType, changes: Partial<PlannedUnit> = {}): PlannedUnit =>
  plannedUnitSchema.parse({
    ...{ id: idOf(code), code, type, validFrom: '2000-01-01', validTo: null, successors: [] },
    ...changes,
  })

const DIVISIONS = ['GDMN-TH', 'GDTrH-TX', 'QLCL', 'KHTC', 'TCCB'].map((code) => unit(code, 'dept_division'))
const OFFICE = unit('VPS', 'dept_office')
const INSPECTORS = unit('TTRA', 'dept_inspectorate')
const DISTRICTS = ['PGD-A', 'PGD-B'].map((code) =>
  unit(code, 'district_office', { validTo: day('2025-06-30'), successors: [idOf(`${code}1`), idOf(`${code}2`)] }),
)
const COMMUNES = ['PGD-A1', 'PGD-A2', 'PGD-B1', 'PGD-B2'].map((code) =>
  unit(code, 'commune_office', { validFrom: day('2025-07-01') }),
)
const SCHOOLS = ['THPT-1', 'THPT-2', 'THPT-3'].map((code) => unit(code, 'attached_unit'))
const UNITS = [OFFICE, INSPECTORS, ...DIVISIONS, ...DISTRICTS, ...COMMUNES, ...SCHOOLS, unit('TH-1', 'school')]
const CLASSES: ClassMap = classMapSchema.parse({
  CAC_PHONG: { types: ['dept_division'], units: [] },
  PGD: { types: ['district_office', 'commune_office'], units: [] },
  DVTT: { types: ['attached_unit'], units: [] },
})

const PLAN = preview(SAMPLE).plan
const PLAN_ID = planIdOf(DEPARTMENT, PLAN.year)

function resolved(plan: Plan, asOf: Day = AS_OF, map = CLASSES, units = UNITS): Assignees {
  const assignees = assigneesOf(plan, map, units, asOf)
  if (!assignees.ok) throw new Error(JSON.stringify(assignees.error))
  return assignees.value
}
const cards = (plan = PLAN, asOf: Day = AS_OF) => cardsOf(PLAN_ID, plan, resolved(plan, asOf))
const leads = (all: readonly Card[]) => all.filter(({ role }) => role === 'lead')
const of = (all: readonly Card[], code: string) => all.filter(({ unitId }) => unitId === idOf(code))

describe('cards of a plan', () => {
  it('[TK2] leads have one card for an item and a quarter: 71 in the sample', () => {
    // lead slots × quarters: I 1+1, II 1+5+2+2, III 1 and IV.3 1 over four quarters, IV.1 3×3, IV.2 3×2
    expect(leads(cards())).toHaveLength((1 + 1 + 1 + 5 + 2 + 2 + 1 + 1) * 4 + 3 * 3 + 3 * 2)
  })

  const real = realPlan()
  const source = real ? preview(real.text).plan : PLAN
  const count = real ? 155 : 71
  const name = real
    ? 'the real plan has exactly 155 lead cards'
    : 'THE REAL PLAN IS NOT HERE (../shared): our own sample has its lead cards'
  it(`[TK2] ${name}`, () => {
    expect(leads(cards(source))).toHaveLength(count)
    expect(new Set(cards(source).map(({ id }) => id)).size).toBe(cards(source).length)
  })

  it('[TK2] those that take part have one card for a group and a quarter', () => {
    const school = of(cards(), 'THPT-1')
    expect(school.map(({ group, quarter }) => `${group}/${quarter}`)).toEqual(
      ['I', 'II', 'III', 'IV'].flatMap((group) => [1, 2, 3, 4].map((quarter) => `${group}/${quarter}`)),
    )
    const inFourth = school.filter(({ group }) => group === 'IV')
    expect(inFourth.map((card) => card.role === 'coordinator' && card.items)).toEqual([
      [1, 3],
      [1, 2, 3],
      [1, 2, 3],
      [3],
    ])
    // II.1 does not name the attached units
    const inSecond = school.find(({ group }) => group === 'II')
    expect(inSecond).toMatchObject({ role: 'coordinator', items: [2, 3, 4], title: 'Dạy và học' })
    expect(of(cards(), 'TH-1')).toEqual([])
  })

  it('[TK2] a unit does not take part beside itself in what it leads', () => {
    const ofKhtc = of(cards(), 'KHTC').filter(({ quarter }) => quarter === 1)
    expect(ofKhtc.map((card) => [card.role, card.group, card.role === 'lead' ? card.item : card.items])).toEqual([
      ['coordinator', 'I', [1, 2]],
      ['lead', 'II', 2],
      ['coordinator', 'II', [1, 3, 4]],
      ['lead', 'III', 1],
      ['coordinator', 'IV', [1, 3]],
    ])
  })

  it('[TK2] the first-named lead is the first among equals', () => {
    const ofItem = leads(cards()).filter(
      (card) => card.role === 'lead' && card.group === 'II' && card.item === 2 && card.quarter === 1,
    )
    expect(ofItem.map((card) => [card.unitId, card.role === 'lead' && card.place])).toEqual(
      ['GDMN-TH', 'GDTrH-TX', 'VPS', 'QLCL', 'KHTC'].map((code, i) => [idOf(code), i + 1]),
    )
  })

  it('[DL6] are due before the next quarter begins', () => {
    const days = [1, 2, 3, 4].map((quarter) => cards().find((card) => card.quarter === quarter)?.before)
    expect(days).toEqual(['2024-04-01', '2024-07-01', '2024-10-01', '2025-01-01'])
  })

  it('[TK3] keep their ids when titles are corrected, when the plan is read again, and one by one', () => {
    const again = preview(SAMPLE.normalize('NFD').replace('Kỳ thi cuối cấp', 'Thi cuối cấp')).plan
    expect(cards(again).map(({ id }) => id)).toEqual(cards().map(({ id }) => id))
    fc.assert(
      fc.property(
        fc.constantFrom(...UNITS),
        fc.constantFrom(undefined, 1 as const, 2 as const, 3 as const, 4 as const),
        fc.constantFrom(undefined, 'lead' as const, 'coordinator' as const),
        ({ id }, quarter, role) => {
          const filter = { unitId: id, ...(quarter ? { quarter } : {}), ...(role ? { role } : {}) }
          const wanted = cards().filter(
            (card) => card.unitId === id && (!quarter || card.quarter === quarter) && (!role || card.role === role),
          )
          expect(cardsOf(PLAN_ID, PLAN, resolved(PLAN), filter)).toEqual(wanted)
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('who stands behind the codes of a plan', () => {
  it('[TK1] is decided by the day of issue: district offices until 30/6/2025, commune offices since', () => {
    expect(resolved(PLAN, day('2025-06-30')).get('PGD')).toEqual(DISTRICTS.map(({ id }) => id))
    expect(resolved(PLAN, day('2025-07-01')).get('PGD')).toEqual(COMMUNES.map(({ id }) => id))
  })

  it('[TK1] ordinary schools only where the map says so', () => {
    const map = { ...CLASSES, DVTT: { types: ['attached_unit' as const, 'school' as const], units: [] } }
    expect(resolved(PLAN, AS_OF, map).get('DVTT')).toContain(idOf('TH-1'))
    expect(resolved(PLAN).get('DVTT')).not.toContain(idOf('TH-1'))
  })

  it('[TK1] the part of a unit that ended passes to its successors, and to one of them only once', () => {
    const ended = { ...INSPECTORS, validTo: day('2024-01-31'), successors: [idOf('VPS')] }
    const units = [ended, ...UNITS.filter(({ id }) => id !== ended.id)]
    const assignees = resolved(PLAN, AS_OF, CLASSES, units)
    expect(assignees.get('TTRA')).toEqual([idOf('VPS')])
    const ofOffice = cardsOf(PLAN_ID, PLAN, assignees, { unitId: idOf('VPS'), quarter: 2, role: 'lead' })
    expect(ofOffice.map((card) => card.role === 'lead' && `${card.group}.${card.item}`)).toEqual([
      'I.1',
      'I.2',
      'II.2',
      'II.3',
      'IV.1',
      'IV.2',
      'IV.3',
    ])
  })

  it('[TK1] a code that names nobody is told, all of them at once, and nothing is given', () => {
    const ended = { ...INSPECTORS, validTo: day('2024-01-31') }
    const units = [ended, ...UNITS.filter(({ id }) => id !== ended.id && id !== idOf('QLCL'))]
    const map = { CAC_PHONG: CLASSES.CAC_PHONG, DVTT: { types: ['ministry' as const], units: [] } } as ClassMap
    const result = assigneesOf(PLAN, map, units, AS_OF)
    expect(result.ok ? [] : [...result.error].sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
      { code: 'class-empty', name: 'DVTT' },
      { code: 'assignee-unknown', name: 'PGD' },
      { code: 'assignee-unknown', name: 'QLCL' },
      { code: 'assignee-ended', name: 'TTRA' },
    ])
  })

  it('[TK1] successors in a circle end the search', () => {
    const circle = [
      { ...INSPECTORS, validTo: day('2024-01-31'), successors: [idOf('OLD')] },
      unit('OLD', 'dept_inspectorate', { validTo: day('2023-01-31'), successors: [INSPECTORS.id] }),
    ]
    const units = [...circle, ...UNITS.filter(({ id }) => id !== INSPECTORS.id)]
    expect(assigneesOf(PLAN, CLASSES, units, AS_OF)).toEqual({
      ok: false,
      error: [{ code: 'assignee-ended', name: 'TTRA' }],
    })
  })
})
