import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const BOOKS = ['src/domain/RULES.md', 'src/protocol/PROTOCOL.md', 'sync-server/OPERATIONS.md']
/** `[SY4]`, `[PR3, DR4]`, `[ST1–ST4]`; the rules of validation (V01 …) are told by their sentences in i18n. */
const CITED = /\[([A-Z]{2,3}\d+(?:(?:, |–)[A-Z]{2,3}\d+)*)\]/g
/** Where a book defines it: `**SY4**`, `**PL1–PL30**`. Elsewhere it stands without the stars. */
const TOLD = /\*\*([A-Z]{1,3}\d+(?:–[A-Z]{1,3}\d+)?)\*\*/g
/** The title in `test('…'`, `describe.each(…)('…'`, `it.each([…])('…'`. */
const TITLE = /(?:\b(?:test|it|describe)(?:\.\w+)*|\)|`)\(\s*(['"`])((?:\\.|(?!\1).)*)\1/g

/** Every rule of `SY4`, `SY4, PR3` or `ST1–ST4`. */
const rulesIn = (tags: string): string[] =>
  [...tags.matchAll(/([A-Z]+)(\d+)(?:–[A-Z]+(\d+))?/g)].flatMap(([, family = '', from = '', to = from]) =>
    Array.from(
      { length: Number(to) - Number(from) + 1 },
      (_, n) => `${family}${from === to ? from : Number(from) + n}`,
    ),
  )

/** Every definition, as often as it stands there. */
const toldIn = (book: string): string[] => [...book.matchAll(TOLD)].flatMap(([, tags = '']) => rulesIn(tags))
const citedIn = (text: string): string[] => [...text.matchAll(CITED)].flatMap(([, tags = '']) => rulesIn(tags))
const namedIn = (source: string): string[] => [...source.matchAll(TITLE)].flatMap(([, , title = '']) => citedIn(title))
const twiceIn = (rules: readonly string[]) => rules.filter((rule, n) => rules.indexOf(rule) !== n)

const files = execFileSync('git', ['ls-files', 'src', 'sync-server', 'tests'], { encoding: 'utf8' })
  .split('\n')
  .filter((path) => /\.tsx?$/.test(path))
const sources = new Map(files.map((path) => [path, readFileSync(path, 'utf8')]))
const told = BOOKS.flatMap((book) => toldIn(readFileSync(book, 'utf8')))
const isValidation = (rule: string) => /^V\d/.test(rule)

describe('[AR5] rules and their numbers', () => {
  test('one number is one rule: none is told twice, in one book or in two', () => {
    expect(twiceIn(told)).toEqual([])
  })

  test('every rule that code or a test cites is told in a book', () => {
    const known = new Set(told)
    const untold = [...sources].flatMap(([path, text]) =>
      citedIn(text)
        .filter((rule) => !known.has(rule))
        .map((rule) => `${rule} in ${path}`),
    )
    expect(untold).toEqual([])
  })

  test('every rule that is told stands in the name of a test', () => {
    const named = new Set([...sources].flatMap(([path, text]) => (/\.test\.tsx?$/.test(path) ? namedIn(text) : [])))
    expect(told.filter((rule) => !named.has(rule) && !isValidation(rule))).toEqual([])
  })

  // these names are written in pieces, so that they are none of this file's own
  const open = '['
  test.each([
    [`test('${open}QQ1] a', () => {`, ['QQ1']],
    [`  it.each([[1], [2]])(\n    "${open}QQ1, QQ3] %s", `, ['QQ1', 'QQ3']],
    [`describe.each(found)(\`${open}QQ1–QQ3] b\`, `, ['QQ1', 'QQ2', 'QQ3']],
    [`/** A comment. ${open}QQ1] */ const a = '${open}QQ2]'`, []],
    [`expect(found, 'said ${open}QQ1]').toBe(1)`, []],
  ])('a name counts, and a comment or a message does not: %s', (source, wanted) => {
    expect(namedIn(source)).toEqual(wanted)
  })

  test('a second definition is seen, also one inside of a range', () => {
    expect(twiceIn(toldIn('- **QQ1** One. **QQ2–QQ4** Some.\n- **QQ3** Another; see QQ1.'))).toEqual(['QQ3'])
  })
})

test('[AR6] the protocol is told in four pages, of 48 lines of 150 signs', () => {
  const lines = readFileSync('src/protocol/PROTOCOL.md', 'utf8').trimEnd().split('\n')
  const printed = lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 150)), 0)
  expect(printed).toBeLessThanOrEqual(4 * 48)
})
