import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sniffImage } from '#domain/photos/sniff.ts'

const bytes = (...parts: (string | number | number[])[]) =>
  new Uint8Array(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : part)))
const be16 = (n: number) => [n >> 8, n & 255]
const be32 = (n: number) => [n >>> 24, (n >> 16) & 255, (n >> 8) & 255, n & 255]

const jpeg = (width: number, height: number) =>
  bytes(
    [0xff, 0xd8],
    [0xff, 0xe0, 0, 4, 1, 2],
    [0xff, 0xff, 0xc0, 0, 17, 8],
    be16(height),
    be16(width),
    new Array(20).fill(0),
  )
const png = (width: number, height: number) =>
  bytes(0x89, 'PNG\r\n', 0x1a, 0x0a, be32(13), 'IHDR', be32(width), be32(height), [8, 2])
const webp = bytes('RIFF', be32(0), 'WEBPVP8X', be32(10), be32(0), [0x3f, 6, 0], [0xaf, 4, 0], be32(0))

it('[PH3] kind and size are read from the bytes', () => {
  expect(sniffImage(jpeg(1600, 1200))).toEqual({ ok: true, value: { type: 'image/jpeg', width: 1600, height: 1200 } })
  expect(sniffImage(png(640, 480))).toEqual({ ok: true, value: { type: 'image/png', width: 640, height: 480 } })
  expect(sniffImage(webp)).toEqual({ ok: true, value: { type: 'image/webp', width: 1600, height: 1200 } })
})

it.each([
  ['photo-empty', new Uint8Array()],
  ['photo-type', bytes('<svg xmlns="http://www.w3.org/2000/svg">')],
  ['photo-type', bytes('GIF89a')],
  ['photo-type', bytes('%PDF-1.7')],
  ['photo-broken', bytes([0xff, 0xd8, 0xff])],
  ['photo-broken', png(0, 480)],
  ['photo-pixels', png(20_000, 10_000)],
  ['photo-pixels', jpeg(65_535, 65_535)],
])('[PH3] %s', (error, head) => {
  expect(sniffImage(head)).toEqual({ ok: false, error })
})

it('[PH3] no bytes make it throw or hang', () => {
  const heads = [jpeg(10, 10), png(10, 10), webp]
  fc.assert(
    fc.property(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 60 }), fc.nat(12), (head, noise, keep) => {
      const result = sniffImage(new Uint8Array([...head.subarray(0, keep), ...noise]))
      expect(typeof result.ok).toBe('boolean')
    }),
  )
})
