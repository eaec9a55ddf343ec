import { describe, expect, it } from 'vitest'
import { CORRECTION_RULES, PLAN_PROBLEM_CODES, WARNING_CODES } from '#domain/plans/preview.ts'
import { readPlan } from '#domain/plans/read-plan.ts'
import { DEFAULT_UNIT_NAMES } from '#domain/plans/unit-names.ts'
import { ASSIGNEE_PROBLEM_CODES } from '#domain/tasks/assignees.ts'
import { planAssignees, planColumns, planCorrections, planProblems, planWarnings } from '#server/plans/words.ts'
import { problemsOf, SAMPLE } from '#tests/support/plans.ts'

const lines = SAMPLE.split('\n')
const withLine = (no: number, change: (line: string) => string) =>
  lines.map((line, i) => (i + 1 === no ? change(line) : line)).join('\n')
const replaced = (from: string, to: string) => {
  expect(SAMPLE).toContain(from)
  return SAMPLE.replace(from, to)
}

describe('a bad plan names its line and is not taken', () => {
  it.each([
    ['no table', lines.filter((line) => !line.startsWith('Stt')).join('\n'), { code: 'table-missing', line: 37 }],
    ['nothing at all', '', { code: 'table-missing', line: 1 }],
    ['a table without rows', lines.slice(0, 37).join('\n'), { code: 'table-missing', line: 37 }],
    ['a heading that lost a tab', withLine(37, (line) => line.replace('\t', ' ')), { code: 'tabs-wrong', line: 37 }],
    ['only a later heading', withLine(37, () => ''), { code: 'table-missing', line: 38 }],
    ['a file cut in a number', `${lines.slice(0, 57).join('\n')}\n2`, { code: 'row-cut', line: 58 }],
    ['another heading', replaced('Đơn vị chủ trì', 'Kinh phí'), { code: 'header-unknown', line: 37, column: 4 }],
    ['a tab too few', withLine(40, (line) => line.replace('\t', '')), { code: 'tabs-wrong', line: 40 }],
    [
      'a row cut in two',
      withLine(42, (line) => line.replace('Phòng GDMN-TH\t', 'Phòng\nGDMN-TH\t')),
      { code: 'row-cut', line: 42 },
    ],
    [
      'a row cut in its last cell',
      withLine(42, (line) => line.replace('- Phòng GDĐT các', '\n- Phòng GDĐT các')),
      { code: 'row-cut', line: 42 },
    ],
    ['a file cut in a row', lines.slice(0, 58).join('\n').slice(0, -100), { code: 'row-cut', line: 58 }],
    [
      'a wrong numeral',
      withLine(41, (line) => line.replace('II\t', 'IIX\t')),
      { code: 'numeral-wrong', line: 41, column: 1, details: { found: 'IIX', expected: 'II' } },
    ],
    [
      'a numeral left out',
      withLine(54, (line) => line.replace('IV\t', 'V\t')),
      { code: 'numeral-wrong', line: 54, details: { found: 'V', expected: 'IV' } },
    ],
    [
      'a group with an Arabic number',
      withLine(49, (line) => line.replace('III\t', '3\t')),
      { code: 'numeral-wrong', line: 49 },
    ],
    [
      'a number twice',
      withLine(43, (line) => line.replace('2\t', '1\t')),
      { code: 'number-twice', line: 43, column: 1, details: { found: '1', first: 42 } },
    ],
    [
      'a number left out',
      withLine(43, (line) => line.replace('2\t', '4\t')),
      { code: 'number-wrong', line: 43, details: { found: '4', expected: 2 } },
    ],
    ['a number that is none', withLine(43, (line) => line.replace('2\t', 'b\t')), { code: 'number-wrong', line: 43 }],
    [
      'a quarter V',
      replaced('Quý I, II, III\t', 'Quý I, II, V\t'),
      { code: 'quarter-unknown', line: 57, column: 5, details: { found: 'V' } },
    ],
    [
      'no quarter',
      withLine(57, (line) => line.replace('Quý I, II, III\t', '\t')),
      { code: 'quarter-missing', line: 57, column: 5 },
    ],
    [
      'an unknown lead',
      replaced('-Văn phòng Sở - Phòng', '-Văn phòng Bộ - Phòng'),
      { code: 'unit-unknown', line: 58, column: 4, details: { found: 'Văn phòng Bộ' } },
    ],
    [
      'an unknown lead on the second page',
      replaced('- Phòng Quản lý chất lượng - Phòng Kế', '- Phòng Lạ - Phòng Kế'),
      { code: 'unit-unknown', line: 46, column: 4, details: { found: 'Phòng Lạ' } },
    ],
    [
      'an unknown coordinator',
      withLine(39, (line) => line.replace('Các phòng thuộc Sở', 'Các phòng thuộc tỉnh')),
      { code: 'unit-unknown', line: 39, column: 6 },
    ],
    [
      'no lead',
      withLine(39, (line) => line.replace('\tVăn phòng Sở\t', '\t - \t')),
      { code: 'lead-missing', line: 39, column: 4 },
    ],
    [
      'no title',
      withLine(39, (line) => line.replace('Thông tin chính sách', '')),
      { code: 'title-missing', line: 39, column: 2 },
    ],
    [
      'no product',
      withLine(42, (line) => line.replace(/\t- Tin[^\t]*/, '\t')),
      { code: 'product-missing', line: 42, column: 3 },
    ],
    ['an item before any group', withLine(38, () => ''), { code: 'group-unknown', line: 39 }],
    ['a continued row of nothing', withLine(38, () => '\t\tx\t\t\t'), { code: 'row-orphan', line: 38 }],
    ['no title of the plan', lines.slice(36).join('\n'), { code: 'plan-title-missing', line: 1 }],
    ['no year', SAMPLE.replaceAll('2024', 'này').replaceAll('NĂM này', 'NĂM NAY'), { code: 'year-missing', line: 34 }],
    [
      'a cell beyond measure',
      withLine(39, (line) => line.replace('Giới thiệu', 'a'.repeat(20_001))),
      { code: 'cell-too-long', line: 39, column: 3 },
    ],
    ['a text beyond measure', 'a'.repeat(1_000_001), { code: 'text-too-long', line: 1 }],
  ])('[PL31] %s', (_, text, expected) => {
    const [first] = problemsOf(text)
    expect(first).toMatchObject(expected)
  })

  it.each([
    ['comments that never end', '<!--'.repeat(12_000)],
    ['spaces after a bracket', `<${' '.repeat(49_000)}`],
    ['tags in tags', `${'<'.repeat(15_000)}${'b>'.repeat(15_000)}`],
    ['dashes', '- '.repeat(24_000)],
    ['lines in lower case', 'a\n'.repeat(200_000)],
    ['digits', '0 '.repeat(24_000)],
  ])('[PL31] a text made to be slow (%s) is read or refused in a moment', (_, noise) => {
    for (const place of ['Giới thiệu', 'Đưa thông tin']) {
      const before = performance.now()
      readPlan(SAMPLE.replace(place, noise), DEFAULT_UNIT_NAMES)
      expect(performance.now() - before).toBeLessThan(5000)
    }
  })

  it('[PL31] one wrong cell is one problem, and all of them come in one go', () => {
    expect(problemsOf(withLine(41, (line) => line.replace('II\t', 'IIX\t')))).toHaveLength(1)
    expect(problemsOf(withLine(43, (line) => line.replace('2\t', '1\t')))).toHaveLength(1)
    expect(problemsOf(withLine(47, (line) => line.replace('3\t', '2\t')))).toHaveLength(1)
    const twoWrong = replaced('Quý I, II, III\t', 'Quý V\t').replace('-Văn phòng Sở - Phòng', '-Văn phòng Bộ - Phòng')
    expect(problemsOf(twoWrong).map(({ code, line }) => [code, line])).toEqual([
      ['quarter-unknown', 57],
      ['unit-unknown', 58],
    ])
  })

  it('[PL31] every code has its sentence', () => {
    for (const code of PLAN_PROBLEM_CODES)
      expect(planProblems[code]({ found: 'x', expected: 'y', rest: 0 })).toMatch(/\.$/)
    for (const code of WARNING_CODES) expect(planWarnings[code]({ item: 'I.1' })).toMatch(/\.$/)
    for (const code of ASSIGNEE_PROBLEM_CODES) expect(planAssignees[code]('X')).toMatch(/"X".*\.$/)
    expect(Object.keys(planCorrections)).toEqual([...CORRECTION_RULES])
    expect(planColumns).toHaveLength(6)
  })
})
