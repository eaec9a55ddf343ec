import { describe, expect, it } from 'vitest'
import { NO_VALUES, type PieceValues, valuesOfBody } from '#domain/pieces/values.ts'
import type { Refused } from '#domain/records.ts'
import { dayAsTyped, shortFormOf } from '#features/attention/mending.ts'
import { buildPiece } from '#features/pieces/form/build.ts'
import { pieces as t } from '#i18n/vi/pieces.ts'
import { anActor, at, OTHER_UNIT, UNIT, uuid } from '#tests/support/builders.ts'
import { anArticle, anExample, PIECE } from '#tests/support/pieces.ts'

const NOW = Date.parse('2026-11-19T06:00:00Z')
const example = (change: Partial<PieceValues> = {}): PieceValues => ({
  ...valuesOfBody(anExample(), dayAsTyped),
  ...change,
})
const pathsOf = (values: PieceValues) => {
  const built = buildPiece(t, 'example', values, NOW)
  return built.ok ? [] : built.errors.map(({ path }) => path)
}

it('[PI2] a version becomes its form and the same version again', () => {
  for (const body of [anArticle({ channel: 'portal' }), anExample()])
    expect(buildPiece(t, body.form, valuesOfBody(body, dayAsTyped), NOW)).toEqual({ ok: true, body })
})

describe('[V41] the sentence about consent leads to the first field that is open', () => {
  it.each<[string, Partial<PieceValues>]>([
    ['personOn', { personOn: '' }],
    ['personHow', { personHow: '' }],
    ['parentsOn', { parentsOn: '' }],
    ['parentsHow', { parentsHow: '' }],
    ['recordedBy', { recordedBy: ' ' }],
  ])('%s', (path, change) => expect(pathsOf(example(change))).toEqual([path]))

  it('of a practice nothing is asked, and nothing of a person is sent', () => {
    const built = buildPiece(t, 'example', example({ about: 'practice' }), NOW)
    expect(built).toMatchObject({ ok: true, body: { about: 'practice', label: '', under16: null, consent: null } })
  })
})

it('[V01] [V39] what is open is told in the words of its field, too long is told and not cut', () => {
  const built = buildPiece(t, 'article', { ...NO_VALUES, link: 'khong phai', title: 'a'.repeat(301) }, NOW)
  expect(built).toEqual({
    ok: false,
    errors: [
      { path: 'kind', text: 'Vui lòng nhập: Loại.' },
      { path: 'author', text: 'Vui lòng nhập: Người viết (họ tên hoặc chức vụ).' },
      { path: 'link', text: 'Đường dẫn không hợp lệ. Ví dụ: https://…' },
      { path: 'title', text: 'Tiêu đề dài quá 300 ký tự. Hãy rút gọn.' },
    ],
  })
})

it('[DR4] a refused piece becomes its form again, for its own unit only', () => {
  const refused: Refused = {
    mid: uuid(0x77) as Refused['mid'],
    name: 'piece.send',
    entity: PIECE,
    args: { pieceId: PIECE, unitId: UNIT, body: anExample({ consent: null }), photos: [] },
    code: 'incomplete',
    details: {},
    at: at('2026-11-19T06:00:00Z'),
  }
  expect(shortFormOf(refused, anActor())).toMatchObject({
    id: `${PIECE} example`,
    values: { label: 'Học sinh A, lớp 7', under16: 'yes', personOn: '' },
    route: `/tin-bai/${PIECE}/soan-guong`,
  })
  expect(shortFormOf(refused, anActor('focal_point', OTHER_UNIT))).toBeNull()
})
