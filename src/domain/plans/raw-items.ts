import { excerpt, hasTags, oneSpaced } from './cell-text.ts'
import { type CellPart, cellText, seam } from './joined-cell.ts'
import type { Correction, PlanProblem } from './preview.ts'
import { romanOf, romanValue } from './roman.ts'
import { COLUMN, isHeaderCell, type TableRow } from './table-rows.ts'

/** An item as the rows give it: the pieces of each cell with their lines. */
export interface RawItem {
  name: string
  no: number
  line: number
  lines: number[]
  cells: CellPart[][]
  /** its number stood there before: the next may count on from it or from its place */
  twice: boolean
}

export interface RawGroup {
  roman: string
  title: CellPart[]
  line: number
  items: RawItem[]
}

interface Reading {
  groups: RawGroup[]
  corrections: Correction[]
  problems: PlanProblem[]
  /** a row without a group was told already */
  strayTold: boolean
}

/** Rows in order become groups and items; a row is known by which of its cells are empty. [PL1–PL5] */
export function rawGroups(rows: readonly TableRow[]): Omit<Reading, 'strayTold'> {
  const reading: Reading = { groups: [], corrections: [], problems: [], strayTold: false }
  for (const { line, cells } of rows) readRow(reading, line, cells)
  const { groups, corrections, problems } = reading
  return { groups, corrections, problems }
}

function readRow(reading: Reading, line: number, raw: readonly string[]): void {
  const cells = raw.map(cellText)
  const [number = '', title = '', , , quarters = ''] = cells
  if (isHeaderCell(number)) {
    const text = excerpt(oneSpaced(raw.join(' ')))
    reading.corrections.push({ item: null, line, raw: text, proposed: '', rule: 'header-repeated' })
  } else if (cells.every((cell) => cell === ''))
    reading.corrections.push({
      item: null,
      line,
      raw: excerpt(oneSpaced(raw.join(' '))),
      proposed: '',
      rule: 'row-empty',
    })
  else if (number === '' && quarters === '') continueItem(reading, line, raw)
  else if (isGroup(reading, cells)) startGroup(reading, line, number, title)
  else startItem(reading, line, number, raw)
}

/** Only a numeral and a title; an Arabic number that comes next in its group is an item whose cells are missing. [PL4] */
function isGroup(reading: Reading, [number = '', , ...rest]: readonly string[]): boolean {
  const group = reading.groups.at(-1)
  const next = group ? (group.items.at(-1)?.no ?? 0) + 1 : 0
  return number !== '' && Number.parseInt(number, 10) !== next && rest.every((cell) => cell === '')
}

/** The end of what the page before began: cell by cell, after what stands there. [PL2] */
function continueItem(reading: Reading, line: number, raw: readonly string[]): void {
  const group = reading.groups.at(-1)
  const item = group?.items.at(-1)
  const cells = raw.map(cellText)
  const titleOnly = cells.every((cell, i) => cell === '' || i === COLUMN.title)
  if (group && !item && titleOnly) {
    const before = joinedText(group.title)
    group.title.push({ line, text: cells[COLUMN.title] ?? '' })
    reading.corrections.push({ item: null, line, ...seam(before, cells[COLUMN.title] ?? ''), rule: 'row-continued' })
    return
  }
  if (!item) {
    reading.problems.push({ code: 'row-orphan', line, details: { found: excerpt(oneSpaced(cells.join(' ')), 60) } })
    return
  }
  item.lines.push(line)
  for (const [i, cell] of cells.entries()) {
    const parts = item.cells[i]
    if (!parts || raw[i] === '') continue
    // the raw piece is kept, since a tag may be cut between two pieces
    if (cell !== '')
      reading.corrections.push({ item: item.name, line, ...seam(joinedText(parts), cell), rule: 'row-continued' })
    parts.push({ line, text: oneSpaced(raw[i] ?? '') })
  }
  reading.corrections.push(...cellCorrections(item.name, line, raw))
}

/** The end of what stands in a cell so far. */
const joinedText = (parts: readonly CellPart[]): string => {
  const last = parts.slice(-3)
  return cellText(last.map(({ text }) => text).join(' '))
}

/** A Roman numeral, a title and four empty cells; numerals follow each other. [PL4] */
function startGroup(reading: Reading, line: number, number: string, title: string): void {
  const { groups, problems } = reading
  const found = number.replace(/\.$/, '')
  const expected = romanOf((romanValue(groups.at(-1)?.roman ?? '') ?? 0) + 1)
  if (found !== expected) problems.push({ code: 'numeral-wrong', line, column: 1, details: { found, expected } })
  if (title === '') problems.push({ code: 'title-missing', line, column: 2, details: {} })
  // a wrong numeral is told once: the next group is measured by it, where it is a numeral at all
  groups.push({ roman: romanValue(found) ? found : expected, title: [{ line, text: title }], line, items: [] })
}

function startItem(reading: Reading, line: number, number: string, raw: readonly string[]): void {
  const group = reading.groups.at(-1)
  if (!group) {
    if (!reading.strayTold) reading.problems.push({ code: 'group-unknown', line, details: { found: number } })
    reading.strayTold = true
    return
  }
  const expected = (group.items.at(-1)?.no ?? 0) + 1
  const no = numberOf(reading, group, line, number, expected)
  const name = `${group.roman}.${no}`
  if (number === '')
    reading.corrections.push({ item: name, line, raw: '', proposed: String(no), rule: 'number-missing' })
  group.items.push({
    name,
    no,
    line,
    lines: [line],
    twice: number !== '' && no !== Number.parseInt(number, 10),
    cells: raw.map((cell) => (cell === '' ? [] : [{ line, text: oneSpaced(cell) }])),
  })
  reading.corrections.push(...cellCorrections(name, line, raw))
}

/** Numbers restart in each group and leave none out; a blank one is supplied by its position. [PL3, PL4] */
function numberOf(reading: Reading, group: RawGroup, line: number, found: string, expected: number): number {
  if (found === '') return expected
  const no = /^\d{1,3}\.?$/.test(found) ? Number.parseInt(found, 10) : 0
  if (no === expected) return no
  const before = group.items.at(-1)
  if (before?.twice && before.no === no) return no
  const twice = group.items.find((item) => item.no === no)
  reading.problems.push(
    twice
      ? { code: 'number-twice', line, column: 1, details: { found, first: twice.line } }
      : { code: 'number-wrong', line, column: 1, details: { found, expected } },
  )
  // told once: the next item is measured by what stands here
  return Math.max(no, expected)
}

/** Tags that a row carries. What stood between them stays. [PL6] */
function cellCorrections(item: string, line: number, raw: readonly string[]): Correction[] {
  return raw.filter(hasTags).map((cell) => {
    const tags = [...cell.matchAll(/<[^<>]*>?/g)].map(([tag]) => tag).join(' ')
    return { item, line, raw: excerpt(tags), proposed: excerpt(cellText(cell), 60), rule: 'tags-stripped' }
  })
}
