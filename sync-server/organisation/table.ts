import { fail, ok, type Result } from '#domain/result.ts'
import { searchKey, textSchema } from '#domain/text.ts'
import { type Problem, type ProblemCode, parseCsv, problem } from './csv.ts'

/** The columns that a file may have, by key: other names that people give them, and whether they must be there. */
export type Columns<Key extends string> = Readonly<Record<Key, { names: readonly string[]; required: boolean }>>

/** One line of the file. `get` is trimmed text, empty where the column is not in the file. */
export interface Line<Key extends string> {
  line: number
  get(key: Key): string
  has(key: Key): boolean
  /** a problem in that cell */
  wrong(key: Key, code: ProblemCode): Problem
}

/** Reads a file with a header. Every problem of form is found in one go. [CS2] */
export function readTable<Key extends string>(
  bytes: Uint8Array,
  columns: Columns<Key>,
): Result<Line<Key>[], Problem[]> {
  const parsed = parseCsv(bytes)
  if (!parsed.ok) return fail([parsed.error])
  const [header, ...rows] = parsed.value
  if (!header) return fail([problem(1, '1', 'csv-empty')])
  const keys = header.cells.map((name) => keyNamed(columns, name))
  const problems = headerProblems(columns, header.cells, keys)
  if (problems.length > 0) return fail(problems)
  const lines = rows.map(({ line, cells }): Line<Key> => {
    if (cells.length !== keys.length) problems.push(problem(line, String(cells.length), 'csv-cells', cells.join(' ')))
    const get = (key: Key) => cells[keys.indexOf(key)]?.trim() ?? ''
    return {
      line,
      get,
      has: (key) => keys.includes(key),
      wrong: (key, code) => problem(line, header.cells[keys.indexOf(key)]?.trim() ?? key, code, get(key)),
    }
  })
  return problems.length > 0 ? fail(problems) : ok(lines)
}

const keyNamed = <Key extends string>(columns: Columns<Key>, name: string): Key | undefined =>
  (Object.keys(columns) as Key[]).find((key) =>
    [key, ...columns[key].names].some((known) => searchKey(known) === searchKey(name)),
  )

function headerProblems<Key extends string>(
  columns: Columns<Key>,
  names: readonly string[],
  keys: readonly (Key | undefined)[],
): Problem[] {
  const problems: Problem[] = []
  for (const [i, key] of keys.entries()) {
    const name = names[i] ?? ''
    if (!key) problems.push(problem(1, String(i + 1), 'csv-column-unknown', name))
    else if (keys.indexOf(key) < i) problems.push(problem(1, String(i + 1), 'csv-column-twice', name))
  }
  for (const key of Object.keys(columns) as Key[])
    if (columns[key].required && !keys.includes(key)) problems.push(problem(1, key, 'csv-column-missing'))
  return problems
}

/** The problems of a text cell: missing where it must not be, too long, or with characters that are not text. [TX1] */
export function textProblems<Key extends string>(
  line: Line<Key>,
  key: Key,
  { max, required }: { max: number; required: boolean },
): Problem[] {
  const text = line.get(key)
  if (required && text === '') return [line.wrong(key, 'cell-missing')]
  if (text.length > max) return [line.wrong(key, 'cell-too-long')]
  return textSchema(max).safeParse(text).success ? [] : [line.wrong(key, 'cell-bad-text')]
}

/** @returns null for an empty cell */
function dayIn<Key extends string>(line: Line<Key>, key: Key): Result<string | null, Problem> {
  const text = line.get(key)
  if (text === '') return ok(null)
  const day = dayTyped(text)
  return day === null ? fail(line.wrong(key, 'date-wrong')) : ok(day)
}

/** A calendar day as people write it, `2026-09-01` or `1/9/2026`. @returns null for what is none */
export function dayTyped(text: string): string | null {
  const [, y1, m1, d1, d2, m2, y2] = /^(?:(\d{4})-(\d{2})-(\d{2})|(\d{1,2})\/(\d{1,2})\/(\d{4}))$/.exec(text) ?? []
  const day = `${y1 ?? y2}-${(m1 ?? m2)?.padStart(2, '0')}-${(d1 ?? d2)?.padStart(2, '0')}`
  const at = new Date(`${day}T00:00:00Z`)
  const real = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day)
  return real ? day : null
}

/** The two ends of a validity. */
export function validityIn<Key extends string>(
  line: Line<Key>,
  from: Key,
  to: Key,
): Result<{ from: string | null; to: string | null }, Problem[]> {
  const [start, end] = [dayIn(line, from), dayIn(line, to)]
  if (!start.ok || !end.ok) return fail([start, end].flatMap((day) => (day.ok ? [] : [day.error])))
  if (start.value && end.value && end.value < start.value) return fail([line.wrong(to, 'dates-reversed')])
  return ok({ from: start.value, to: end.value })
}
