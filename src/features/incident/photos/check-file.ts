import { MAX_CHOSEN_BYTES, MAX_PIXELS } from '#domain/photos/photo.ts'
import { sniffImage } from '#domain/photos/sniff.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import type { PhotoProblem } from './problem.ts'

/** Enough of a file to know what it is. */
const HEAD = 512 * 1024

export interface Chosen {
  heic: boolean
}

/** Looks at the first bytes only, before any decoder sees the file. [PH3] */
export async function checkFile(file: Blob): Promise<Result<Chosen, PhotoProblem>> {
  if (file.size === 0) return fail('photo-empty')
  if (file.size > MAX_CHOSEN_BYTES) return fail('photo-size')
  const head = new Uint8Array(await file.slice(0, HEAD).arrayBuffer())
  if (isHeic(head)) {
    const pixels = heicPixels(head)
    return pixels !== null && pixels > MAX_PIXELS ? fail('photo-pixels') : ok({ heic: true })
  }
  const known = sniffImage(head)
  return known.ok ? ok({ heic: false }) : known
}

const BRANDS = ['heic', 'heix', 'hevc', 'hevx', 'mif1', 'msf1', 'heim', 'heis']
const ascii = (bytes: Uint8Array, at: number) => String.fromCharCode(...bytes.subarray(at, at + 4))

/** HEIC is taken where the phone itself can decode it. */
const isHeic = (head: Uint8Array): boolean => ascii(head, 4) === 'ftyp' && BRANDS.includes(ascii(head, 8))

/** The largest picture that the file announces, from its `ispe` boxes. @returns null when it announces none */
function heicPixels(head: Uint8Array): number | null {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  let largest: number | null = null
  for (let at = 0; at + 16 <= head.length; at += 1) {
    if (head[at] !== 0x69 || ascii(head, at) !== 'ispe') continue
    const pixels = view.getUint32(at + 8) * view.getUint32(at + 12)
    if (largest === null || pixels > largest) largest = pixels
  }
  return largest
}
