import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const BOOKS = ['src/domain/RULES.md', 'src/protocol/PROTOCOL.md', 'sync-server/OPERATIONS.md']
/** `[SY4]`, `[PR3, DR4]`, `[ST1–ST4]`; the rules of validation (V01 …) are told by their sentences in i18n. */
const CITED = /\[((?:[A-Z]{2,3}\d+)(?:(?:, |–)[A-Z]{2,3}\d+)*)\]/g
const ONE = /[A-Z]{2,3}\d+/g

const files = execFileSync('git', ['ls-files', 'src', 'sync-server', 'tests'], { encoding: 'utf8' })
  .split('\n')
  .filter((path) => /\.tsx?$/.test(path))

const told = new Set<string>()
for (const book of BOOKS) {
  for (const [, from = '', to = ''] of readFileSync(book, 'utf8').matchAll(
    /\*\*([A-Z]{2,3}\d+)(?:–([A-Z]{2,3}\d+))?\*\*/g,
  )) {
    const [family, first] = [from.replace(/\d+/, ''), Number(from.replace(/\D+/, ''))]
    const last = to === '' ? first : Number(to.replace(/\D+/, ''))
    for (let n = first; n <= last; n += 1) told.add(`${family}${n}`)
  }
}

test('[AR5] every rule that code or a test cites is told in a book', () => {
  const untold = new Map<string, string>()
  for (const path of files)
    for (const [, cited = ''] of readFileSync(path, 'utf8').matchAll(CITED))
      for (const [rule] of cited.matchAll(ONE)) if (!told.has(rule)) untold.set(rule, path)
  expect(Object.fromEntries(untold)).toEqual({})
})

test('[AR5] every rule of the domain and the protocol is cited by a test or by the code that keeps it', () => {
  const cited = new Set(
    files.flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(CITED)].flatMap(([, rules = '']) => rules.match(ONE) ?? []),
    ),
  )
  const ranges = files.flatMap((path) => [
    ...readFileSync(path, 'utf8').matchAll(/\[([A-Z]{2,3})(\d+)–[A-Z]{2,3}(\d+)\]/g),
  ])
  for (const [, family = '', from, to] of ranges)
    for (let n = Number(from); n <= Number(to); n += 1) cited.add(`${family}${n}`)
  expect([...told].filter((rule) => !cited.has(rule))).toEqual([])
})
