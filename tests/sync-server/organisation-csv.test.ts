import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvRow } from '#server/cli/files.ts'
import { parseCsv } from '#server/organisation/csv.ts'
import { problemLine } from '#server/organisation/words.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const cells = (text: string) => {
  const parsed = parseCsv(bytes(text))
  return parsed.ok ? parsed.value.map((row) => row.cells) : parsed.error
}

describe('[CS1] CSV as people write it', () => {
  it.each([
    [
      'plain',
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'CRLF, no end of line at the end',
      'a,b\r\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['byte order mark', '\uFEFFa,b\n', [['a', 'b']]],
    [
      'semicolons of Excel',
      'a;b\n1,5;2\n',
      [
        ['a', 'b'],
        ['1,5', '2'],
      ],
    ],
    [
      'quotes, separators and newlines inside',
      'a,b\n"x ""y"", z","1\r\n2"\n',
      [
        ['a', 'b'],
        ['x "y", z', '1\n2'],
      ],
    ],
    [
      'empty cells, also at the end',
      'a,b,c\n,,\n"",x,\n',
      [
        ['a', 'b', 'c'],
        ['', 'x', ''],
      ],
    ],
    ['empty lines', 'a\n\n \r\nb\n', [['a'], ['b']]],
    ['other bytes for the same letters', 'Tru\u031Bo\u031B\u0300ng\n', [['Trường']]],
    ['nothing', '', []],
  ])('%s', (_name, text, wanted) => {
    expect(cells(text)).toEqual(wanted)
  })

  it('lines count as an editor shows them, newlines in quotes too', () => {
    const parsed = parseCsv(bytes('a,b\r\n"1\r\n2",x\r\n\r\n3,4\r\n'))
    expect(parsed.ok && parsed.value.map(({ line }) => line)).toEqual([1, 2, 5])
  })

  it.each([
    ['a,b\n1,"2\n3', { line: 2, column: '2', code: 'csv-quote-open' }],
    ['a,b\n1,x"2"\n', { line: 2, column: '2', code: 'csv-quote-misplaced' }],
    ['a,b\n"1"x,2\n', { line: 2, column: '1', code: 'csv-quote-misplaced' }],
  ])('%j is told by line, column and code', (text, wanted) => {
    const parsed = parseCsv(bytes(text))
    expect(parsed).toMatchObject({ ok: false, error: wanted })
    if (!parsed.ok) expect(problemLine(parsed.error)).toMatch(/^Dòng 2, cột \d: .+ \[csv-[\w-]+\]$/)
  })

  it('bytes that are not UTF-8 are told so', () => {
    expect(parseCsv(new Uint8Array([0x61, 0xff, 0xfe]))).toMatchObject({ ok: false, error: { code: 'csv-not-utf8' } })
  })

  it('reads back whatever our own writer wrote', () => {
    const text = fc.string({ unit: 'grapheme' }).map((s) => s.normalize('NFC').toWellFormed())
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text, text), { minLength: 1, maxLength: 5 }), (rows) => {
        const kept = rows.filter((row) => row.some((cell) => cell.trim() !== ''))
        const written = [csvRow(['a', 'b', 'c']), ...rows.map((row) => csvRow(row))].join('')
        expect(cells(written)).toEqual([
          ['a', 'b', 'c'],
          ...kept.map((row) => row.map((cell) => cell.replaceAll(/\r\n?/g, '\n'))),
        ])
      }),
    )
  })
})
