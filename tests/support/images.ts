import { createHash, randomUUID } from 'node:crypto'
import type { PhotoId } from '#domain/ids.ts'
import type { PhotoRef, PhotoType } from '#domain/photos/photo.ts'

/** Bytes that begin like a JPEG of that size and go on with noise: what the server reads without decoding. */
export function jpegBytes({ width = 1600, height = 1200, length = 5000, seed = 1 } = {}): Uint8Array {
  const app0 = [0xff, 0xd8, 0xff, 0xe0, 0, 16, ...Buffer.from('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]
  const frame = [0xff, 0xc0, 0, 17, 8, height >> 8, height & 255, width >> 8, width & 255, 3]
  const bytes = new Uint8Array(length)
  let noise = seed
  for (let i = 0; i < length; i++) {
    noise = (noise * 1103515245 + 12345) % 2147483648
    bytes[i] = noise & 255
  }
  bytes.set([...app0, ...frame])
  return bytes
}

/** The reference under which a report declares these bytes. */
export const refOf = (bytes: Uint8Array, type: PhotoType = 'image/jpeg'): PhotoRef => ({
  id: randomUUID() as PhotoId,
  type,
  size: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  width: 1600,
  height: 1200,
})
