import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unitIdSchema } from '#domain/ids.ts'
import { nameId } from '#domain/name-ids.ts'
import { sha1, utf8 } from '#domain/sha1.ts'

const DNS = '6ba7b810-9dad-11d1-80b4-00c04fd430c8'

describe('ids made of names', () => {
  it('[ID2] are UUIDv5: as Python’s uuid5 makes them', () => {
    expect(nameId(DNS, 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2')
    expect(nameId(DNS, 'python.org')).toBe('886313e1-3b8a-5372-9b90-0c9aee199e5d')
  })

  it('[ID2] are ids as the wire wants them, and one for either composition of a name', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.string({ unit: 'grapheme' }), (namespace, name) => {
        expect(unitIdSchema.safeParse(nameId(namespace, name)).success).toBe(true)
        expect(nameId(namespace, name.normalize('NFD'))).toBe(nameId(namespace, name.normalize('NFC')))
      }),
    )
  })

  it('[ID2] the hash is SHA-1 of UTF-8, whatever the length, the signs and the padding', () => {
    const expected = (bytes: Uint8Array) => createHash('sha1').update(bytes).digest('hex')
    const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
    for (let length = 0; length <= 200; length += 1) {
      const bytes = Uint8Array.from({ length }, (_, n) => (n * 131 + length) % 256)
      expect(hex(sha1(bytes))).toBe(expected(bytes))
    }
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(hex(utf8(text))).toBe(Buffer.from(text, 'utf8').toString('hex'))
        expect(hex(sha1(utf8(text)))).toBe(expected(Buffer.from(text, 'utf8')))
      }),
    )
    expect(hex(utf8('a\ud800b'))).toBe(Buffer.from('a\ufffdb', 'utf8').toString('hex'))
  })
})
