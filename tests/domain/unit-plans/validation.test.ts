import { describe, expect, test } from 'vitest'
import { whole } from '#domain/unit-forms/items.ts'
import { contentOf, itemsNaming, lineFrom, lineIdFor, uncovered } from '#domain/unit-plans/content.ts'
import { planFields } from '#domain/unit-plans/fields.ts'
import { type Measure, validateUnitPlan } from '#domain/unit-plans/validation.ts'
import { ISSUED } from '#tests/support/tasks.ts'
import { LINES, lineOfPlan, PLAN_FIELDS, UNIT_PLAN_ID } from '#tests/support/unit-plan.ts'

const MEASURE: Measure = { year: 2024, plan: ISSUED.plan, codes: [] }
type Change = Parameters<typeof whole>[0]
const said = (change: Change, measure = MEASURE) =>
  validateUnitPlan(whole({ ...PLAN_FIELDS, ...change }), measure).map(
    ({ code, level, path }) => `${code} ${level} ${path}`,
  )
const at = (n: 0 | 1 | 2, member: string) => `lines.${LINES[n]}.${member}`

describe('[PN3] the rules of a unit’s plan', () => {
  test('against a whole plan nothing can be said', () => expect(said({})).toEqual([]))

  test.each<[string, Change, string[]]>([
    ['V01 objectives', { objectives: ' ' }, ['V01 block objectives']],
    ['V01 a line’s title', lineOfPlan(0, { title: '' }), [`V01 block ${at(0, 'title')}`]],
    ['V01 who is responsible', { [at(0, 'responsible')]: null }, [`V01 block ${at(0, 'responsible')}`]],
    ['V01 a day that cannot be read', lineOfPlan(2, { start: '31/2' }), [`V01 block ${at(2, 'start')}`]],
    ['V01 no products', { [at(2, 'qty.event')]: null, [at(2, 'qty.video')]: null }, [`V01 block ${at(2, 'products')}`]],
    ['V01 no quarter', { [at(2, 'quarter.2')]: null }, [`V01 block ${at(2, 'quarters')}`]],
    [
      'V01 speaker and procedure are asked for',
      { 'spokesperson.name': null, crisis: null },
      ['V01 warn spokesperson.name', 'V01 warn crisis'],
    ],
    ['V03 too long', { crisis: 'a '.repeat(1600) }, ['V03 block crisis']],
    [
      'V09 money that is no number',
      { [at(1, 'budget')]: 'ba triệu' },
      [`V09 block ${at(1, 'budget')}`, 'V33 block budget.total'],
    ],
    ['V09 a negative sum', { 'budget.total': -1 }, ['V09 block budget.total']],
    [
      'V15, V16 names of pupils and numbers of people',
      { [at(0, 'indicator')]: 'em Nguyễn Văn A lớp 7, gọi 0900 000 001' },
      [`V15 warn ${at(0, 'indicator')}`, `V16 warn ${at(0, 'indicator')}`],
    ],
    ['V29 it ends before it began', lineOfPlan(1, { end: '2024-04-01' }), [`V29 block ${at(1, 'end')}`]],
    [
      'V30 a quarter that the item does not have',
      lineOfPlan(1, { 'quarter.1': true, start: '2024-02-01' }),
      [`V30 block ${at(1, 'quarter.1')}`],
    ],
    ['V31 days of other quarters', lineOfPlan(2, { end: '2024-08-01' }), [`V31 block ${at(2, 'start')}`]],
    [
      'V31 days of another year',
      lineOfPlan(2, { start: '2025-04-21', end: '2025-04-23' }),
      [`V31 block ${at(2, 'start')}`],
    ],
    ['V32 none of them', lineOfPlan(0, { 'qty.news': 0 }), [`V32 block ${at(0, 'qty.news')}`]],
    ['V09 half a video', lineOfPlan(2, { 'qty.video': 0.5 }), [`V09 block ${at(2, 'qty.video')}`]],
    ['V33 a sum that does not add up', { 'budget.total': 15_000_000 }, ['V33 block budget.total']],
    ['V34 no focal point', { 'focalPoint.name': null }, ['V34 block focalPoint.name']],
    ['V40 a number that is none', { docNumber: 'KH 12' }, ['V40 block docNumber']],
    ['V47 an item that there is not', lineOfPlan(0, { planItem: 'IX.9' }), [`V47 block ${at(0, 'planItem')}`]],
  ])('%s', (_name, change, issues) => expect(said(change)).toEqual(issues))

  test('V01 without lines there is no plan; a line that was taken out says nothing any more', () => {
    const gone = Object.fromEntries(LINES.map((id) => [`lines.${id}.removed`, true]))
    expect(said({ ...gone, 'budget.total': null })).toEqual(['V01 block lines'])
    expect(said({ [at(2, 'removed')]: true, 'budget.total': 3_000_000, [at(2, 'end')]: '2023-01-01' })).toEqual([])
  })

  test('[PN5] without the department’s plan nothing is measured by it', () => {
    expect(said(lineOfPlan(0, { planItem: 'IX.9' }), { ...MEASURE, plan: null })).toEqual([])
  })

  test('V33 says both sums, V30 item and quarter', () => {
    const issues = validateUnitPlan(
      { ...PLAN_FIELDS, 'budget.total': 5, ...lineOfPlan(1, { 'quarter.4': true, end: '2024-11-01' }) },
      MEASURE,
    )
    expect(issues.map(({ code, params }) => [code, params])).toEqual([
      ['V30', { item: 'IV.2', q: 4 }],
      ['V33', { a: 4_500_000, b: 5 }],
    ])
  })
})

describe('[PN4] lines from the department’s plan', () => {
  const named = itemsNaming(ISSUED.plan, ['DVTT'])
  test('V48 items that name the unit and have no line are told, and hold nothing', () => {
    expect(named.length).toBeGreaterThan(2)
    const open = uncovered(PLAN_FIELDS, ISSUED.plan, ['DVTT']).map(({ ref }) => ref)
    expect(open).toEqual(named.map(({ ref }) => ref).filter((ref) => ref !== 'I.1' && ref !== 'IV.2'))
    expect(said({}, { ...MEASURE, codes: ['DVTT'] })).toEqual(open.map(() => 'V48 warn lines'))
  })

  test('a tap makes the same line on every phone, and only who does it and what comes of it is left to say', () => {
    const [one] = named
    if (!one) throw new Error('the sample names the class')
    const id = lineIdFor(UNIT_PLAN_ID, one.ref)
    expect(lineIdFor(UNIT_PLAN_ID, one.ref)).toBe(id)
    const fields = lineFrom(id, one, 2024)
    expect(Object.entries(fields).every(([path, value]) => planFields.fits(path, value))).toBe(true)
    const left = validateUnitPlan({ ...PLAN_FIELDS, ...fields }, MEASURE).map(({ code, path }) => `${code} ${path}`)
    expect(left).toEqual([`V01 lines.${id}.responsible`, `V01 lines.${id}.products`])
  })
})

test('[PN3] a paste of two megabytes, a foreign path and a wrong kind do not travel', () => {
  expect(planFields.fits('crisis', 'a'.repeat(2_000_000))).toBe(false)
  expect(planFields.fits('overview', 'của báo cáo tháng')).toBe(false)
  expect(planFields.fits(at(0, 'qty.statue'), 1)).toBe(false)
  expect(planFields.fits(at(0, 'quarter.5'), true)).toBe(false)
  expect(planFields.fits('budget.total', 2_000_000_000_000)).toBe(true)
  expect(planFields.schema.safeParse(PLAN_FIELDS).success).toBe(true)
})

test('a plan reads back as its lines, products and sums', () => {
  const { lines, objectives, budget } = contentOf(PLAN_FIELDS)
  expect(objectives).toHaveLength(2)
  expect(budget).toEqual({ source: 'regular', total: 4_500_000 })
  expect(lines.map(({ planItem, products }) => [planItem, products])).toEqual([
    [
      'I.1',
      [
        { kind: 'news', qty: 8 },
        { kind: 'bulletin', qty: 4 },
      ],
    ],
    [
      'IV.2',
      [
        { kind: 'leaflet', qty: 300 },
        { kind: 'event', qty: 1 },
      ],
    ],
    [
      '',
      [
        { kind: 'video', qty: 1 },
        { kind: 'event', qty: 1 },
      ],
    ],
  ])
})
