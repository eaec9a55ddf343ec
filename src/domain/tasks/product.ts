import * as z from 'zod/mini'
import { daySchema } from '../deadlines/days.ts'
import { textSchema } from '../text.ts'

/** What a unit makes for a task. */
export const PRODUCT_KINDS = [
  'news',
  'feature',
  'video',
  'infographic',
  'bulletin',
  'leaflet',
  'event',
  'contest',
  'press_item',
  'social_post',
  'qa',
  'training',
  'letter',
  'other',
] as const
export type ProductKind = (typeof PRODUCT_KINDS)[number]

/** Where it came out. */
export const PRODUCT_CHANNELS = [
  'portal',
  'unit_site',
  'fanpage',
  'social',
  'press',
  'bulletin',
  'email',
  'meeting',
  'other',
] as const
export type ProductChannel = (typeof PRODUCT_CHANNELS)[number]

export const PRODUCT_LIMITS = { title: 300, link: 500, qty: 1_000_000 } as const

/** One product as its unit told it; what may not stand in it is said by `validateProduct`. */
export const productSchema = z.object({
  kind: z.enum(PRODUCT_KINDS),
  title: textSchema(PRODUCT_LIMITS.title),
  channel: z.nullable(z.enum(PRODUCT_CHANNELS)),
  /** the day it came out, in Hanoi; null while that is not known */
  publishedAt: z.nullable(daySchema),
  /** empty where there is none */
  link: textSchema(PRODUCT_LIMITS.link),
  /** how many of them */
  qty: z.int().check(z.gte(-PRODUCT_LIMITS.qty), z.lte(PRODUCT_LIMITS.qty)),
})
export type Product = z.infer<typeof productSchema>
