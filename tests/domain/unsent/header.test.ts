import { describe, expect, test } from 'vitest'
import { readUnsentHeader, UNSENT_FORMAT } from '#domain/unsent/header.ts'
import { uuid } from '#tests/support/builders.ts'

const header = {
  format: UNSENT_FORMAT,
  department: uuid(1),
  account: uuid(2),
  created: '2026-11-19T06:00:00.000Z',
  count: 2,
  packing: 'gzip',
  iterations: 600_000,
  salt: 'AAAAAAAAAAAAAAAAAAAAAA==',
  iv: 'AAAAAAAAAAAAAAAA',
  size: 100,
}
const read = (change: object = {}) => readUnsentHeader(JSON.stringify({ ...header, ...change }), true)

describe('[HO4] the clear line of a file', () => {
  test('is read as it was written', () => expect(read()).toEqual({ ok: true, value: header }))

  test.each([
    ['a newer format', { format: 'dau-moi-unsent/2' }, 'unsent-newer'],
    ['another kind of file', { format: 'dau-moi-receipt/1' }, 'unsent-not-such'],
    ['no number behind the name', { format: 'dau-moi-unsent/x' }, 'unsent-not-such'],
    ['a key that is too easy to guess', { iterations: 1000 }, 'unsent-not-such'],
    ['a key that would take for ever', { iterations: 1e12 }, 'unsent-not-such'],
    ['a salt that is none', { salt: 'x' }, 'unsent-not-such'],
    ['an id that is none', { account: 'me' }, 'unsent-not-such'],
    ['more than a file may hold', { size: 1e12 }, 'unsent-not-such'],
  ])('%s', (_name, change, code) => expect(read(change)).toEqual({ ok: false, error: code }))

  test('a picture, a text and nothing at all are no such file', () => {
    for (const line of ['\u0089PNG', 'Kính gửi', '', '[]', 'null', '7'])
      for (const complete of [true, false])
        expect(readUnsentHeader(line, complete)).toEqual({ ok: false, error: 'unsent-not-such' })
  })

  test('a line that begins rightly and does not end was cut', () =>
    expect(readUnsentHeader(JSON.stringify(header).slice(0, 60), false)).toEqual({ ok: false, error: 'unsent-cut' }))
})
