import * as z from 'zod/mini'
import { accountIdSchema, departmentIdSchema } from '../ids.ts'
import { fail, ok, type Result } from '../result.ts'
import { instantSchema } from '../time.ts'

/** Every reason for which a file of unsent work is not made or not taken; `i18n` has a sentence for each. [HO4] */
const UNSENT_REFUSALS = [
  'unsent-wrong-account',
  /** another passphrase, or somebody changed the file: the cipher cannot tell the two apart */
  'unsent-wrong-key',
  'unsent-cut',
  'unsent-not-such',
  'unsent-newer',
  'unsent-too-large',
  /** a photo inside is not the one that its report declares */
  'unsent-photo',
] as const
export type UnsentRefusal = (typeof UNSENT_REFUSALS)[number]

const FORMAT = 'dau-moi-unsent/'
export const UNSENT_FORMAT = `${FORMAT}1` as const
/** Of the whole file, and of what it unpacks to. */
export const MAX_UNSENT_BYTES = 200_000_000
/** A longer first line is no header. */
export const MAX_HEADER_BYTES = 2048
export const MIN_ITERATIONS = 600_000
const MAX_ITERATIONS = 5_000_000
/** Characters of the passphrase. */
export const MIN_PASSPHRASE = 8

/**
 * The clear first line of the file, under the cipher's seal as well: whose it is and how to open it, nothing of
 * what it holds. [HO1]
 */
const unsentHeaderSchema = z.object({
  format: z.literal(UNSENT_FORMAT),
  department: departmentIdSchema,
  account: accountIdSchema,
  created: instantSchema,
  /** changes and drafts inside */
  count: z.int().check(z.gte(0)),
  /** how the inside was packed before it was sealed */
  packing: z.enum(['gzip', 'none']),
  iterations: z.int().check(z.gte(MIN_ITERATIONS), z.lte(MAX_ITERATIONS)),
  /** 16 bytes, base64 */
  salt: z.string().check(z.regex(/^[A-Za-z0-9+/]{22}==$/)),
  /** 12 bytes, base64 */
  iv: z.string().check(z.regex(/^[A-Za-z0-9+/]{16}$/)),
  /** bytes of the sealed part that follows: a shorter file was cut */
  size: z.int().check(z.gt(0), z.lte(MAX_UNSENT_BYTES)),
})
export type UnsentHeader = z.infer<typeof unsentHeaderSchema>

/** @param line the file's first line; `complete` tells whether its end was found */
export function readUnsentHeader(line: string, complete: boolean): Result<UnsentHeader, UnsentRefusal> {
  const begins = line.startsWith(`{"format":"${FORMAT}`)
  if (!complete) return fail(begins ? 'unsent-cut' : 'unsent-not-such')
  const json = jsonOf(line)
  const format = z.object({ format: z.string() }).safeParse(json)
  if (!format.success || !format.data.format.startsWith(FORMAT)) return fail('unsent-not-such')
  if (Number(format.data.format.slice(FORMAT.length)) > 1) return fail('unsent-newer')
  const header = unsentHeaderSchema.safeParse(json)
  return header.success ? ok(header.data) : fail('unsent-not-such')
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // any file may be chosen here
    return undefined
  }
}
