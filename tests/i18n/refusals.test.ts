import { expect, test } from 'vitest'
import { REFUSAL_CODES } from '#domain/refusals.ts'
import { refusals as english } from '#i18n/en/refusals.ts'
import { refusals as vietnamese } from '#i18n/vi/refusals.ts'
import { verdictSchema } from '#protocol/push.ts'
import { uuid } from '#tests/support/builders.ts'

test.each([
  ['Vietnamese', vietnamese],
  ['English', english],
])(
  '[RF1] every refusal has a sentence of its own in %s, also where its details are not those of this build',
  (_language, words) => {
    expect(Object.keys(words).sort()).toEqual([...REFUSAL_CODES].sort())
    for (const details of [{}, { max: 10, of: '2027-03', issues: [{}] }, { max: 'x', of: 7, issues: 'x' }]) {
      const sentences = REFUSAL_CODES.map((code) => words[code](details))
      for (const sentence of sentences) expect(sentence).toMatch(/^[\p{Lu}\d].{8,}\.$/u)
      expect(sentences.join()).not.toMatch(/undefined|NaN|\[object/)
      expect(new Set(sentences).size).toBe(REFUSAL_CODES.length)
    }
  },
)

test('[RF1] the list is closed: a verdict with another code is none', () => {
  const verdict = (code: string) =>
    verdictSchema.safeParse({ mid: uuid(1), kind: 'refused', code, details: {}, spaces: [] })
  for (const code of REFUSAL_CODES) expect(verdict(code).success, code).toBe(true)
  expect(verdict('because').success).toBe(false)
})
