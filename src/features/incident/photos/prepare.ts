import type { PhotoId } from '#domain/ids.ts'
import { MAX_PHOTO_BYTES, type PhotoRef } from '#domain/photos/photo.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import { type Canvas, contextOf, encodeJpeg, newCanvas } from './canvas.ts'
import { checkFile } from './check-file.ts'
import type { PhotoProblem } from './problem.ts'
import { reducedSize } from './quality.ts'

/** A photo as it leaves the phone: upright, at most 1600 px, without EXIF or place, with its hash. */
export interface Prepared {
  ref: PhotoRef
  bytes: ArrayBuffer
}

/** From a chosen file to bytes of our own making. Nothing of the file itself is kept. [PH4] */
export async function preparePhoto(file: Blob, id: PhotoId): Promise<Result<Prepared, PhotoProblem>> {
  const checked = await checkFile(file)
  if (!checked.ok) return checked
  const bitmap = await decoded(file)
  if (!bitmap) return fail(checked.value.heic ? 'photo-heic' : 'photo-broken')
  const { width, height } = reducedSize(bitmap.width, bitmap.height)
  const canvas = newCanvas(width, height)
  const context = contextOf(canvas)
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width, height)
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, 0, 0, width, height)
  bitmap.close()
  return photoFrom(canvas, id)
}

/** Encodes what is on the canvas and says what it is. */
export async function photoFrom(canvas: Canvas, id: PhotoId): Promise<Result<Prepared, PhotoProblem>> {
  const blob = await encodeJpeg(canvas)
  if (!blob || blob.size > MAX_PHOTO_BYTES) return fail('photo-encode')
  const bytes = await blob.arrayBuffer()
  const sha256 = hexOf(await crypto.subtle.digest('SHA-256', bytes))
  const { width, height } = canvas
  return ok({ ref: { id, type: 'image/jpeg', size: bytes.byteLength, sha256, width, height }, bytes })
}

/** Turned upright as its EXIF says. @returns null for what this phone cannot decode */
async function decoded(file: Blob): Promise<ImageBitmap | null> {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' })
  } catch {
    // a broken picture and a format without a decoder look the same; the caller knows which it is
    return null
  }
}

const hexOf = (hash: ArrayBuffer): string =>
  Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('')
