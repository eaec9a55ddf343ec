import * as z from 'zod/mini'
import { photoIdSchema } from '../ids.ts'

export const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const
export const photoTypeSchema = z.enum(PHOTO_TYPES)
export type PhotoType = z.infer<typeof photoTypeSchema>

/** How many photos one report and one product of a task may carry, and how large one may be when it leaves the phone. [PH2] */
export const MAX_PHOTOS = 10
export const MAX_PRODUCT_PHOTOS = 3
export const MAX_PHOTO_BYTES = 2 * 1024 * 1024
/** Pixels that anybody is asked to decode: more is refused unread, on the phone and on the server. [PH3] */
export const MAX_PIXELS = 50_000_000
/** What a phone may choose from its gallery, before it is reduced. */
export const MAX_CHOSEN_BYTES = 60 * 1024 * 1024

/** A photo as its report declares it: the receipt covers exactly this. [PH1, RC2] */
export const photoRefSchema = z.object({
  id: photoIdSchema,
  type: photoTypeSchema,
  /** bytes */
  size: z.int().check(z.gt(0), z.lte(MAX_PHOTO_BYTES)),
  /** of the bytes, hex */
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  width: z.int().check(z.gt(0)),
  height: z.int().check(z.gt(0)),
})
export type PhotoRef = z.infer<typeof photoRefSchema>
