import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { searchKey, searchRank, storableText, textSchema } from '#domain/text.ts'

describe('text', () => {
  it('[TX2] is found without marks, in any spelling of the tone', () => {
    expect(searchKey('Bạo lực học ĐƯỜNG')).toBe('bao luc hoc duong')
    expect(searchKey('hoà nhập')).toBe(searchKey('hòa nhập'.normalize('NFD')))
  })

  it('[TX2] exact marks rank before bare letters', () => {
    expect(searchRank('Bạo lực học đường', 'bạo lực')).toBe(2)
    expect(searchRank('Bạo lực học đường', 'bao luc')).toBe(1)
    expect(searchRank('Bạo lực học đường', 'cháy')).toBe(0)
    expect(searchRank('bất kỳ', '  ')).toBe(1)
  })

  it('[TX1] NUL, lone surrogates and control characters are refused on the wire', () => {
    const schema = textSchema(50)
    for (const bad of ['a\u0000b', 'a\ud800b', 'a\u0007', 'x'.repeat(51)])
      expect(schema.safeParse(bad).success).toBe(false)
    expect(schema.parse('Đã xử lý\n\txong')).toBe('Đã xử lý\n\txong')
    expect(schema.parse('hòa'.normalize('NFD'))).toBe('hòa'.normalize('NFC'))
  })

  it('[TX1] whatever a person types can be stored, and no visible character is lost', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const kept = storableText(typed)
        expect(textSchema(100_000).safeParse(kept).success).toBe(true)
        expect(storableText(kept)).toBe(kept)
      }),
    )
  })
})
