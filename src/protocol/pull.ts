import * as z from 'zod/mini'
import { digestSchema } from '#domain/sync/digest.ts'
import { instantSchema } from '#domain/time.ts'
import { answerHead, requestHead } from './envelope.ts'

/** POST /api/pull: what is new in my spaces since these versions. Spaces not named start from nothing. */
export const pullRequestSchema = z.object({
  ...requestHead,
  cursors: z.record(z.string(), z.int().check(z.gte(0))),
  /** while a space comes over several pages: the head at which it was begun, as the pages told it. [SY14] */
  bases: z.optional(z.record(z.string(), z.int().check(z.gte(0)))),
  /** now and then: what this copy holds at its cursors, so that lost rows are noticed. [SY15] */
  digests: z.optional(z.record(z.string(), digestSchema)),
  /** changes that wait although rounds get through: a number for whoever runs the server. [SY16] */
  stuck: z.optional(z.int().check(z.gte(0))),
  /** when the newest backup that it knows of was made, empty for none: a newer one is told. [BK10] */
  backup: z.optional(z.string()),
})

/** Of a kind that this build may not know: kept like any other, so that a later build finds it. [SY12] */
const wireSpaceSchema = z
  .string()
  .check(z.regex(/^[a-z_]{1,30}(?::[0-9a-f-]{36})?$/))
  .brand<'Space'>()

/** A record as it travels: `body: null` is a tombstone. Types that this build does not know are kept as they come. */
export const wireRecordSchema = z.looseObject({
  type: z.string(),
  id: z.string(),
  entity: z.string(),
  version: z.int(),
  body: z.unknown(),
})
export type WireRecord = z.infer<typeof wireRecordSchema>

/** Changes of one space from `from` (exclusive) to `to`, whole versions only. [SY5] */
export const spacePageSchema = z.object({
  space: wireSpaceSchema,
  from: z.int(),
  to: z.int(),
  /** the cursor was older than what the server still remembers to have removed: forget the space first */
  reset: z.optional(z.literal(true)),
  /** a space begun from nothing that goes on in another page: nothing up to here has to be removed any more. [SY14] */
  base: z.optional(z.int()),
  records: z.array(wireRecordSchema),
})
export type SpacePage = z.infer<typeof spacePageSchema>

/** Spaces without news are not mentioned: an empty pull stays within 600 bytes. */
export const pullAnswerSchema = z.object({
  ...answerHead,
  /** changes when the server was restored from a backup */
  epoch: z.string(),
  pages: z.array(spacePageSchema),
  /** spaces named in the request that this account may no longer read: their copies are purged */
  lost: z.array(wireSpaceSchema),
  /** ask again with the new cursors before applying */
  more: z.boolean(),
  /** a backup that this phone has not heard of, and where each of its spaces stood in it. [BK10] */
  backup: z.optional(z.object({ made: instantSchema, heads: z.array(z.tuple([wireSpaceSchema, z.int()])) })),
})
export type PullAnswer = z.infer<typeof pullAnswerSchema>
