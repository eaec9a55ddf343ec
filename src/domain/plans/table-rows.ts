import { searchKey } from '../text.ts'
import type { PlanProblem } from './preview.ts'
import type { SourceLine } from './source-lines.ts'

/** A line of the table in its six cells, untouched but for the spaces around them. */
export interface TableRow {
  line: number
  cells: [string, string, string, string, string, string]
}

export interface Table {
  /** the line of its first header */
  from: number
  header: TableRow
  /** without the first header; repeated ones are still there */
  rows: TableRow[]
}

export const COLUMN = { number: 0, title: 1, product: 2, leads: 3, quarters: 4, coordinators: 5 } as const
const TABS = 5

/** What the heading of each column says, one of these words at least, marks aside. */
const HEADINGS = [
  ['stt', 'tt', 'so tt', 'so thu tu'],
  ['noi dung', 'chu de'],
  ['hinh thuc', 'san pham'],
  ['chu tri'],
  ['thoi gian', 'quy'],
  ['phoi hop'],
] as const

const tabsIn = (text: string): number => text.split('\t').length - 1
const isBlank = ({ text }: SourceLine): boolean => text.trim() === ''
/** Known by its first word, so that a heading that lost a tab is still told as one. */
const isHeaderLine = ({ text }: SourceLine): boolean =>
  text.includes('\t') && /^(?:stt|tt|so tt|so thu tu)(?![\p{L}\p{N}])/u.test(searchKey(text))

/** Whether a row's first cell says that it repeats the heading. [PL1] */
export const isHeaderCell = (cell: string): boolean =>
  (HEADINGS[0] as readonly string[]).includes(searchKey(cell).replace(/\.$/, ''))

/** The table of the appendix: from its first heading to the last line with a tab, five tabs in every row. [PL29] */
export function tableOf(lines: readonly SourceLine[]): { table: Table | null; problems: PlanProblem[] } {
  const start = lines.findIndex(isHeaderLine)
  const header = lines[start]
  if (!header) {
    const tabbed = lines.find(({ text }) => text.includes('\t'))
    const rows = lines.filter(({ text }) => tabsIn(text) === TABS).length
    return { table: null, problems: [{ code: 'table-missing', line: tabbed?.no ?? 1, details: { rows } }] }
  }
  const strays = lines.slice(0, start).filter(({ text }) => tabsIn(text) === TABS)
  const stray = strays[0]
  if (stray)
    return { table: null, problems: [{ code: 'table-missing', line: stray.no, details: { rows: strays.length } }] }
  const end = lines.findLastIndex(({ text }) => text.includes('\t'))
  const tail = lines[end + 1]
  const region = lines.slice(start, tail && !isBlank(tail) ? end + 2 : end + 1)
  const { rows, problems } = rowsOf(region, region.at(-1) === lines.at(-1))
  const [first, ...rest] = rows
  if (!first || first.line !== header.no) return { table: null, problems }
  return {
    table: { from: header.no, header: first, rows: rest },
    problems: [...headingProblems(first), ...problems],
  }
}

/** @param atEnd whether the text ends with the table: a short last row was cut then */
function rowsOf(region: readonly SourceLine[], atEnd: boolean): { rows: TableRow[]; problems: PlanProblem[] } {
  const rows: TableRow[] = []
  const problems: PlanProblem[] = []
  for (let i = 0; i < region.length; i += 1) {
    const line = region[i] as SourceLine
    if (isBlank(line) && !line.text.includes('\t')) continue
    const tabs = tabsIn(line.text)
    if (tabs === TABS) {
      rows.push({ line: line.no, cells: line.text.split('\t').map((cell) => cell.trim()) as TableRow['cells'] })
      continue
    }
    const rest = restOfCut(region, i)
    const before = region[i - 1]
    if (rest > 0) {
      const other = region[i + rest] as SourceLine
      problems.push({ code: 'row-cut', line: line.no, details: { tabs, wanted: TABS, rest: other.no } })
      i += rest
    } else if (tabs === 0 && /^\s*[IVXL\d]+\.?\s*$/.test(line.text)) {
      problems.push({ code: 'row-cut', line: line.no, details: { tabs, wanted: TABS, rest: 0 } })
    } else if (tabs === 0 && before && before.text.includes('\t')) {
      problems.push({
        code: 'row-cut',
        line: before.no,
        details: { tabs: tabsIn(before.text), wanted: TABS, rest: line.no },
      })
    } else if (tabs < TABS && atEnd && i === region.length - 1) {
      problems.push({ code: 'row-cut', line: line.no, details: { tabs, wanted: TABS, rest: 0 } })
    } else problems.push({ code: 'tabs-wrong', line: line.no, details: { tabs, wanted: TABS } })
  }
  return { rows, problems }
}

/** How many lines further the other half of a row stands that was cut in two: together they have five tabs. */
function restOfCut(region: readonly SourceLine[], at: number): number {
  const tabs = tabsIn(region[at]?.text ?? '')
  if (tabs === 0 || tabs >= TABS) return 0
  const next = region.findIndex((line, i) => i > at && !isBlank(line))
  const other = region[next]
  return other && !isHeaderLine(other) && tabsIn(other.text) > 0 && tabs + tabsIn(other.text) === TABS ? next - at : 0
}

/** A table with other columns, or with the same in another order, would put words in the wrong place. */
function headingProblems({ line, cells }: TableRow): PlanProblem[] {
  return cells.flatMap((cell, i): PlanProblem[] => {
    const known = HEADINGS[i]?.some((word) => searchKey(cell).includes(word)) ?? false
    return known ? [] : [{ code: 'header-unknown', line, column: i + 1, details: { found: cell } }]
  })
}
