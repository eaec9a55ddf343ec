import { describe, expect, test } from 'vitest'
import type { Day } from '#domain/deadlines/days.ts'
import { carriedFields, incidentFields, snapshotOf, withEvidence } from '#domain/monthly-reports/body.ts'
import { fits } from '#domain/monthly-reports/fields.ts'
import { monthBefore } from '#domain/monthly-reports/key.ts'
import { monthlyLayout } from '#domain/monthly-reports/parts.ts'
import { validateMonthly } from '#domain/monthly-reports/validation.ts'
import type { Fields } from '#domain/unit-forms/fields.ts'
import { blockingIn } from '#domain/unit-forms/issues.ts'
import { standing } from '#domain/unit-forms/items.ts'
import { partOf } from '#domain/unit-forms/layout.ts'
import { uuid } from '#tests/support/builders.ts'
import { FULL, PERIOD, REPORT_ID } from '#tests/support/monthly.ts'

const period = { from: PERIOD.from as Day, to: PERIOD.to as Day }
const said = (fields: Fields) =>
  validateMonthly(fields, period).map(
    ({ code, level, path }) => `${code} ${level} ${path.replace(/[0-9a-f-]{36}/, '*')}`,
  )
const issueOf = (n: number, of: Record<string, string | boolean>) =>
  Object.fromEntries(Object.entries(of).map(([member, value]) => [`issues.${uuid(n)}.${member}`, value]))

describe('[MR11] the rules of a month’s report', () => {
  test('a whole report has nothing to be said against it', () => expect(said(FULL)).toEqual([]))

  test('[V21] press counters that do not add up, with both sums', () =>
    expect(validateMonthly({ ...FULL, 'counters.pressTotal': 12 }, period)).toEqual([
      { code: 'V21', level: 'block', path: 'counters.pressTotal', params: { a: 11, b: 12 } },
    ]))

  test('[V22] feedback that does not add up', () =>
    expect(said({ ...FULL, 'counters.feedbackPending': 3 })).toEqual(['V22 block counters.feedbackTotal']))

  test('[V09] a counter that is no count is held, and nothing is said of its sum', () =>
    expect(said({ ...FULL, 'counters.pressTotal': 'mười một' })).toEqual(['V09 block counters.pressTotal']))

  test('[V23] nothing to report with issues; those that go on from before may stay', () => {
    expect(said({ ...FULL, nil: true })).toEqual(['V23 block nil'])
    const carried = issueOf(9, { title: 'Bán trú (minh họa)', handling: 'Đang kiểm tra.', carried: true })
    expect(said({ nil: true, ...carried })).toEqual([])
    expect(said({ nil: true })).toEqual([])
  })

  test('[MR13, V23, V24] with evidence, counters and incidents nothing may have arisen; it is said where issues are', () => {
    const press = { [`evidence.${uuid(3)}.kind`]: 'press', [`evidence.${uuid(3)}.tone`]: 'negative' }
    const incident = incidentFields(REPORT_ID, [{ id: uuid(4), title: 'Trượt ngã (minh họa)', day: period.from }])
    const noted = { overview: FULL.overview, ...press, ...incident }
    expect(said(snapshotOf(noted))).toEqual(['V24 block issues'])
    expect(said(snapshotOf({ ...noted, nil: true }))).toEqual([])
    expect(partOf(monthlyLayout, 'nil')).toBe('issues')
    expect(partOf(monthlyLayout, 'issues')).toBe('issues')
  })

  test('[V01, V02, V24] an empty report, and one with three words', () => {
    expect(said({})).toEqual(['V01 block overview', 'V24 block issues'])
    expect(said({ ...FULL, overview: 'Bình thường.' })).toEqual(['V02 block overview'])
  })

  test('[V25] an issue without its handling, by its name', () => {
    const bare = issueOf(9, { title: 'Thu chi (minh họa)' })
    expect(validateMonthly({ ...FULL, ...bare }, period)).toMatchObject([
      { code: 'V25', level: 'block', params: { title: 'Thu chi (minh họa)' } },
    ])
  })

  test('[V26] a day outside of the period holds; what is carried over only asks', () => {
    const old = { title: 'Cũ (minh họa)', handling: 'Đang xử lý.', firstSeen: '2026-02-01' }
    expect(said({ ...FULL, ...issueOf(9, old) })).toEqual(['V26 block issues.*.firstSeen'])
    expect(said({ ...FULL, ...issueOf(9, { ...old, carried: true }) })).toEqual(['V26 warn issues.*.firstSeen'])
  })

  test('[V39, V40, V41] links, document numbers, consent', () => {
    expect(said({ ...FULL, ...issueOf(9, { title: 'x', handling: 'y', links: 'bao.vn/bai' }) })).toEqual([
      'V39 block issues.*.links',
    ])
    expect(said({ ...FULL, docNumber: 'số 12' })).toEqual(['V40 block docNumber'])
    expect(said({ ...FULL, docNumber: '12/BC-THPTHD' })).toEqual([])
    const example = { [`examples.${uuid(5)}.title`]: 'Cứu bạn (minh họa)', [`examples.${uuid(5)}.subject`]: 'person' }
    expect(said({ ...FULL, ...example })).toEqual(['V41 block examples.*.consent'])
    expect(said({ ...FULL, ...example, [`examples.${uuid(5)}.consent`]: 'given' })).toEqual([])
    // whom it is about is not left open, so that nobody's consent is passed over
    const open = { [`examples.${uuid(5)}.title`]: 'Cứu bạn (minh họa)', [`examples.${uuid(5)}.consent`]: 'missing' }
    expect(said({ ...FULL, ...open })).toEqual(['V01 block examples.*.subject', 'V41 block examples.*.consent'])
    expect(said({ ...FULL, ...open, [`examples.${uuid(5)}.subject`]: 'collective' })).toEqual([
      'V41 block examples.*.consent',
    ])
  })

  test('[V15, V16] names of pupils and numbers of persons ask to look once more', () =>
    expect(said({ ...FULL, difficulties: 'Em Nguyễn Văn A lớp 7, gọi 0900 000 001' })).toEqual([
      'V15 warn difficulties',
      'V16 warn difficulties',
    ]))

  test('[V03] a text that is too long is held and told by how much', () =>
    expect(blockingIn(validateMonthly({ ...FULL, overview: 'a'.repeat(3001) }, period))).toMatchObject([
      { code: 'V03', path: 'overview', params: { n: 3000, m: 3001 } },
    ]))

  test('[MR2] a path that is none, a foreign member, a paste of two megabytes are no fields', () => {
    expect(fits('overview', 'a'.repeat(2_000_000))).toBe(false)
    expect(fits('__proto__', 'x')).toBe(false)
    expect(fits('constructor', 'x')).toBe(false)
    expect(fits(`issues.${uuid(1)}.owner`, 'x')).toBe(false)
    expect(fits(`issues.${uuid(1)}.topic`, 'nothing')).toBe(false)
    expect(fits('counters.pressTotal', 'mười')).toBe(true)
    expect(fits('overview', 'o\u0300')).toBe(false)
  })
})

describe('[MR6] what was gathered', () => {
  const item = (n: number, of: Fields) =>
    Object.fromEntries(Object.entries(of).map(([member, value]) => [`evidence.${uuid(n)}.${member}`, value]))
  const gathered = {
    ...item(1, { kind: 'press', tone: 'positive', day: '2026-11-01' }),
    ...item(2, { kind: 'press', day: '2026-11-02' }),
    ...item(3, { kind: 'press', tone: 'negative', day: '2026-11-02', removed: true }),
    ...item(4, { kind: 'feedback', count: 5, resolved: 2, day: '2026-11-02' }),
  }

  test('fills the counters that nobody typed, and they add up', () => {
    expect(withEvidence(gathered)).toMatchObject({
      'counters.pressTotal': 2,
      'counters.pressPositive': 1,
      'counters.pressNeutral': 1,
      'counters.pressNegative': 0,
      'counters.feedbackTotal': 5,
      'counters.feedbackPending': 3,
    })
    expect(blockingIn(validateMonthly(snapshotOf({ ...FULL, ...gathered }), period))).toEqual([])
  })

  test('leaves a group alone in which somebody typed', () => {
    const typed = withEvidence({ ...gathered, 'counters.pressTotal': 4 })
    expect(typed['counters.pressTotal']).toBe(4)
    expect(typed['counters.pressPositive']).toBeUndefined()
  })

  test('incidents of the period are gathered under the same ids everywhere', () => {
    const incident = { id: uuid(77), title: 'Hỏng máy bơm (minh họa)', day: '2026-11-02' as Day }
    const once = { ...incidentFields(REPORT_ID, [incident]), ...incidentFields(REPORT_ID, [incident]) }
    expect(snapshotOf(once)['incidents.total']).toBe(1)
    expect(snapshotOf({})['incidents.total']).toBe(0)
  })
})

describe('[MR7] what last month left open', () => {
  test('last month is the one before, over the turn of the year too', () =>
    expect(['2026-11', '2027-01'].map(monthBefore)).toEqual(['2026-10', '2026-12']))

  test('is carried over once, with what was said, and without what was resolved', () => {
    const carried = carriedFields(REPORT_ID, FULL)
    const items = standing(carried, 'issues')
    expect(items.map(({ of }) => of.title)).toEqual(['Bữa ăn bán trú (minh họa)'])
    expect(items[0]?.of.carried).toBe(true)
    expect(carriedFields(REPORT_ID, FULL)).toEqual(carried)
    expect(carriedFields(REPORT_ID, undefined)).toEqual({})
  })
})

test('[MR4] a snapshot holds nothing empty and no item that was taken out', () => {
  const removed = { [`issues.${uuid(0x151)}.removed`]: true }
  const snapshot = snapshotOf({ ...FULL, proposals: '  ', 'sources.internal': false, ...removed })
  expect(Object.keys(snapshot).some((path) => path.includes(uuid(0x151)))).toBe(false)
  expect(snapshot).not.toHaveProperty('proposals')
  expect(snapshot).not.toHaveProperty('sources.internal')
  expect(snapshotOf(snapshot)).toEqual(snapshot)
})
