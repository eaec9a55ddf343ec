import { fail, ok, type Result } from '#domain/result.ts'

/** What is wrong with a file, where a person finds it: lines count from 1, with the header. */
export interface Problem {
  line: number
  /** the column's name as the file spells it, or the cell's number */
  column: string
  code: ProblemCode
  /** what stood there, shortened */
  found: string
}

const PROBLEM_CODES = [
  'csv-not-utf8',
  'csv-quote-open',
  'csv-quote-misplaced',
  'csv-empty',
  'csv-column-unknown',
  'csv-column-missing',
  'csv-column-twice',
  'csv-cells',
  'cell-missing',
  'cell-bad-text',
  'cell-too-long',
  'date-wrong',
  'dates-reversed',
  'unit-code-wrong',
  'unit-type-unknown',
  'unit-twice',
  'parent-unknown',
  'parent-circle',
  'successor-unknown',
  'unit-unknown',
  'role-unknown',
  'username-wrong',
  'username-taken',
  'phone-wrong',
  'email-wrong',
  'person-differs',
  'post-twice',
  'focal-point-taken',
] as const
export type ProblemCode = (typeof PROBLEM_CODES)[number]

export interface Row {
  line: number
  cells: string[]
}

const shown = (text: string) => (text.length > 40 ? `${text.slice(0, 39)}…` : text)
export const problem = (line: number, column: string, code: ProblemCode, found = ''): Problem => ({
  line,
  column,
  code,
  found: shown(found),
})

/**
 * Reads RFC 4180 as people's tools write it: with or without a byte order mark, comma or semicolon (Excel with
 * Vietnamese settings), CRLF or LF, quotes with anything inside. Text comes out as NFC; empty lines are left out. [CS1]
 */
export function parseCsv(bytes: Uint8Array): Result<Row[], Problem> {
  let text: string
  try {
    // a byte order mark is dropped by the decoder
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).normalize('NFC')
  } catch {
    return fail(problem(1, '1', 'csv-not-utf8'))
  }
  const separator = separatorOf(text)
  const rows: Row[] = []
  let at = 0
  let line = 1
  while (at < text.length) {
    const row: Row = { line, cells: [] }
    for (;;) {
      const cell = text[at] === '"' ? quoted(text, at) : plain(text, at, separator)
      if (!cell.ok) return fail(problem(line, String(row.cells.length + 1), cell.error, text.slice(at, at + 60)))
      row.cells.push(cell.value.text)
      line += newlinesIn(text.slice(at, cell.value.end))
      at = cell.value.end
      if (text[at] !== separator) break
      at += 1
    }
    const end = lineEndAt(text, at)
    if (end === 0 && at < text.length)
      return fail(problem(line, String(row.cells.length), 'csv-quote-misplaced', text.slice(at, at + 60)))
    at += end
    line += 1
    if (row.cells.some((cell) => cell.trim() !== '')) rows.push(row)
  }
  return ok(rows)
}

type Cell = Result<{ text: string; end: number }, 'csv-quote-open' | 'csv-quote-misplaced'>

function quoted(text: string, start: number): Cell {
  let content = ''
  let at = start + 1
  for (;;) {
    const close = text.indexOf('"', at)
    if (close < 0) return fail('csv-quote-open')
    content += text.slice(at, close)
    if (text[close + 1] !== '"') return ok({ text: content.replaceAll(/\r\n?/g, '\n'), end: close + 1 })
    content += '"'
    at = close + 2
  }
}

function plain(text: string, start: number, separator: string): Cell {
  let end = start
  while (end < text.length && text[end] !== separator && text[end] !== '\r' && text[end] !== '\n') {
    if (text[end] === '"') return fail('csv-quote-misplaced')
    end += 1
  }
  return ok({ text: text.slice(start, end), end })
}

const lineEndAt = (text: string, at: number): number =>
  text.startsWith('\r\n', at) ? 2 : text[at] === '\n' || text[at] === '\r' ? 1 : 0

const newlinesIn = (text: string): number => text.match(/\r\n?|\n/g)?.length ?? 0

/** Whichever of the two the header has more of. */
function separatorOf(text: string): ',' | ';' {
  const header = text.split(/[\r\n]/, 1)[0] ?? ''
  return header.split(';').length > header.split(',').length ? ';' : ','
}
