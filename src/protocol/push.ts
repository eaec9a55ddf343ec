import * as z from 'zod/mini'
import { midSchema } from '#domain/ids.ts'
import { REFUSAL_CODES } from '#domain/refusals.ts'
import { instantSchema } from '#domain/time.ts'
import { answerHead, replicaSchema, requestHead, spaceVersionSchema } from './envelope.ts'

/** Most mutations in one push, and most bytes of its body once inflated. */
export const PUSH_LIMIT = 250
export const PUSH_BYTES = 1024 * 1024

/** POST /api/push. Envelopes are parsed one by one, so that a poison one does not hold up the rest. */
export const pushRequestSchema = z.object({
  ...requestHead,
  replica: replicaSchema,
  /** the server's epoch as the phone knows it: of another one nothing is taken, the phone pulls first. [BK8] */
  epoch: z.optional(z.string()),
  mutations: z.array(z.unknown()).check(z.minLength(1), z.maxLength(PUSH_LIMIT)),
})

const spaces = z.array(spaceVersionSchema)

/**
 * When the server took a change and which numbers it gave for it, under a seal that only this department's server
 * can make: a server that was restored from a backup believes it again. Absent from servers of before. [BK7]
 */
const ack = z.optional(
  z.object({
    received: instantSchema,
    numbers: z.array(z.tuple([z.string(), z.int()])),
    seal: z.string().check(z.maxLength(64)),
  }),
)

/**
 * The server's last word on one mutation, the same for ever once given. A mutation of the request that has no
 * verdict in the answer is unchanged and is sent again. [SY2]
 */
export const verdictSchema = z.discriminatedUnion('kind', [
  z.object({ mid: midSchema, kind: z.literal('applied'), spaces, ack }),
  z.object({ mid: midSchema, kind: z.literal('merged'), spaces, ack }),
  z.object({ mid: midSchema, kind: z.literal('kept_both'), spaces, ack }),
  z.object({
    mid: midSchema,
    kind: z.enum(['refused', 'quarantined']),
    code: z.enum(REFUSAL_CODES),
    details: z.record(z.string(), z.unknown()),
    spaces,
    ack,
  }),
])
export type Verdict = z.infer<typeof verdictSchema>

export const pushAnswerSchema = z.object({
  ...answerHead,
  /** whose word this is, told to a phone that named no epoch. [BK8] */
  epoch: z.optional(z.string()),
  verdicts: z.array(verdictSchema),
})
export type PushAnswer = z.infer<typeof pushAnswerSchema>
