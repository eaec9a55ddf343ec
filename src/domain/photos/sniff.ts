import { fail, ok, type Result } from '../result.ts'
import { MAX_PIXELS, type PhotoType } from './photo.ts'

export interface ImageFacts {
  type: PhotoType
  /** pixels, before any EXIF rotation */
  width: number
  height: number
}

/** Why bytes are not a photo that we take. */
export const PHOTO_REFUSALS = ['photo-empty', 'photo-type', 'photo-broken', 'photo-pixels'] as const
export type PhotoRefusal = (typeof PHOTO_REFUSALS)[number]

/**
 * Reads kind and size from the first bytes without decoding anything: never trusts a name or a MIME type, and
 * never lets a 200-megapixel bomb reach a decoder. The head must hold the first 512 KB or the whole file. [PH3]
 */
export function sniffImage(head: Uint8Array): Result<ImageFacts, PhotoRefusal> {
  if (head.length === 0) return fail('photo-empty')
  const reader = readers.find(({ magic }) => magic(head))
  if (!reader) return fail('photo-type')
  const size = reader.size(new DataView(head.buffer, head.byteOffset, head.byteLength))
  if (!size || size.width === 0 || size.height === 0) return fail('photo-broken')
  if (size.width * size.height > MAX_PIXELS) return fail('photo-pixels')
  return ok({ type: reader.type, ...size })
}

type Size = { width: number; height: number } | null

const readers: { type: PhotoType; magic(head: Uint8Array): boolean; size(view: DataView): Size }[] = [
  { type: 'image/jpeg', magic: (head) => head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff, size: jpegSize },
  { type: 'image/png', magic: (head) => ascii(head, 1, 3) === 'PNG' && head[0] === 0x89, size: pngSize },
  { type: 'image/webp', magic: (head) => ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 4) === 'WEBP', size: webpSize },
]

const ascii = (bytes: Uint8Array, at: number, length: number) => String.fromCharCode(...bytes.subarray(at, at + length))

function pngSize(view: DataView): Size {
  if (view.byteLength < 24) return null
  return { width: view.getUint32(16), height: view.getUint32(20) }
}

/** Walks the segments up to the frame header (SOF0–SOF15 but for the tables among them). */
function jpegSize(view: DataView): Size {
  let at = 2
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null
    const marker = view.getUint8(at + 1)
    if (marker === 0xff) {
      at += 1
      continue
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    at += 2 + view.getUint16(at + 2)
  }
  return null
}

function webpSize(view: DataView): Size {
  if (view.byteLength < 30) return null
  const chunk = String.fromCharCode(view.getUint8(12), view.getUint8(13), view.getUint8(14), view.getUint8(15))
  if (chunk === 'VP8X') return { width: uint24(view, 24) + 1, height: uint24(view, 27) + 1 }
  if (chunk === 'VP8L') {
    const bits = view.getUint32(21, true)
    return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 }
  }
  if (chunk === 'VP8 ') return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
  return null
}

const uint24 = (view: DataView, at: number) =>
  view.getUint8(at) | (view.getUint8(at + 1) << 8) | (view.getUint8(at + 2) << 16)
