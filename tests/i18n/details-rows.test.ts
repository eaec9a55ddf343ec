import { describe, expect, test } from 'vitest'
import { type Details, type DetailsKind, emptyDetails } from '#domain/incidents/details.ts'
import { detailsRows } from '#i18n/details-rows.ts'
import { allVi } from '#i18n/page-texts.ts'
import { reportRows } from '#i18n/report-rows.ts'
import { aBody } from '#tests/support/builders.ts'

const KINDS = Object.keys(emptyDetails) as DetailsKind[]

describe('[IN8] a sub-form in words', () => {
  test.each(KINDS)('%s: a line for every question, none answered, each in a word of its own', (kind) => {
    const rows = detailsRows(allVi, emptyDetails[kind])
    expect(rows).toHaveLength(Object.keys(emptyDetails[kind]).length - 1)
    expect(rows.filter(([, value]) => value !== null)).toEqual([])
    expect(new Set(rows.map(([term]) => term)).size).toBe(rows.length)
  })

  test('answers are read as words, and a no is an answer', () => {
    const details = { ...emptyDetails.drowning, water: 'river', searching: false, rescuedBy: 'unknown' } as const
    expect(detailsRows(allVi, details).filter(([, value]) => value !== null)).toEqual([
      ['Nơi nước', 'Sông, suối'],
      ['Người cứu', 'Chưa rõ'],
      ['Còn đang tìm kiếm?', 'Không'],
    ])
    const loss = { ...emptyDetails.disaster, damaged: ['roof', 'books'], daysOff: 0 } as const
    expect(detailsRows(allVi, { ...loss, damaged: [...loss.damaged] }).filter(([, value]) => value !== null)).toEqual([
      ['Bị hư hại', 'Mái, trần, Sách, hồ sơ'],
      ['Số ngày nghỉ học', '0'],
    ])
  })

  test('[SC2] a report of an older app has none, one of a newer app has some that cannot be read yet', () => {
    expect(detailsRows(allVi, null)).toEqual([])
    expect(detailsRows(allVi, { kind: 'facility', floor: 2 } as unknown as Details)).toEqual([])
    const rows = reportRows(allVi, aBody({ details: { kind: 'constructor' } as unknown as Details }))
    expect(rows.filter(({ path }) => path.startsWith('details'))).toEqual([])
  })
})

test('[IN9] two versions of different kinds share no line: an answer is never read under the other’s question', () => {
  const paths = KINDS.flatMap((kind) =>
    reportRows(allVi, aBody({ details: emptyDetails[kind] }))
      .map(({ path }) => path)
      .filter((path) => path.startsWith('details.')),
  )
  expect(paths.length).toBeGreaterThan(60)
  expect(new Set(paths).size).toBe(paths.length)
})
