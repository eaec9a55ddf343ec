import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { filesBelow, ROOT } from './source-files.ts'

/** Real people and numbers of the source material, by the SHA-256 of their plain form, so that they stand nowhere. */
const REAL: ReadonlySet<string> = new Set([
  '09c312c095b0b5b5104ed1dc6652f231796730d01ad62b90b786ad057dd754e5',
  '81867f88a8f27f05473b6dd72365239b1e3e4d32c1f1e1962625eed3c781252b',
  '93ee3b509927f8bee02a586320939e53726ca55e4890a5c0de61496ce0e1e329',
])

const hash = (text: string) => createHash('sha256').update(text).digest('hex')

/** Runs of seven digits or more, spaces and dots between them dropped, and all of their beginnings from seven on. */
function* numbersIn(text: string): Generator<string> {
  for (const [run] of text.matchAll(/\d(?:[ .\-()]?\d){6,}/g)) {
    const digits = run.replaceAll(/\D/g, '').replace(/^84/, '0')
    for (let length = 7; length <= Math.min(digits.length, 11); length += 1) yield digits.slice(0, length)
  }
}

/** Two to four words in a row, each beginning with a capital. */
function* namesIn(text: string): Generator<string> {
  for (const [run] of text.normalize('NFC').matchAll(/\p{Lu}\p{L}+(?:[ _\n]+\p{Lu}\p{L}+)+/gu)) {
    const words = run.toLowerCase().split(/[ _\n]+/)
    for (let at = 0; at < words.length; at += 1)
      for (let length = 2; length <= 4 && at + length <= words.length; length += 1)
        yield words.slice(at, at + length).join(' ')
  }
}

const isReal = (text: string, real: ReadonlySet<string>) =>
  [...new Set([...numbersIn(text), ...namesIn(text)])].some((word) => real.has(hash(word)))

describe('[PD9] no real person and no real number stands in the project', () => {
  test('in any text file', () => {
    const files = [
      ...filesBelow(
        ['src', 'sync-server', 'tests', 'public', '.ci'],
        /\.(tsx?|css|html|json|jsonc|md|svg|csv|txt|webmanifest)$|^run$/,
      ),
      ...['README.md', 'package.json', 'index.html']
        .filter((path) => existsSync(join(ROOT, path)))
        .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') })),
    ]
    expect(files.length).toBeGreaterThan(50)
    expect(files.filter(({ text }) => isReal(text, REAL)).map(({ path }) => path)).toEqual([])
  })

  test('however it is written', () => {
    const invented = new Set([hash('0900000001'), hash('trần thị minh họa')])
    for (const text of ['0900 000 001', '0900.000.001', '+84 900 000 001', 'cô Trần Thị Minh Họa đến'])
      expect(isReal(text, invented), text).toBe(true)
    expect(isReal('0900 000 002, Trần Thị', invented)).toBe(false)
  })
})
