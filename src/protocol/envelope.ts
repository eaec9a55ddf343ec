import * as z from 'zod/mini'
import { accountIdSchema, midSchema, replicaIdSchema } from '#domain/ids.ts'
import { spaceSchema } from '#domain/spaces.ts'
import { deviceTimeSchema, instantSchema } from '#domain/time.ts'

/** Made anew for every request and echoed by its answer, so that nothing else on the way can pass for it. */
export const nonceSchema = z.string().check(z.regex(/^[\w-]{16,32}$/))

/** What opens every request body: who speaks, checked against the session. */
export const requestHead = {
  protocol: z.int(),
  account: accountIdSchema,
  nonce: nonceSchema,
}

/** What opens every answer. */
export const answerHead = {
  nonce: nonceSchema,
  /** the server's clock, from which a phone learns how far its own is off */
  at: instantSchema,
}

/** One change on its way to the server. `seq` orders the mutations of one entity from one replica. [SY1] */
export const envelopeSchema = z.object({
  mid: midSchema,
  seq: z.int().check(z.gt(0)),
  name: z.string().check(z.maxLength(60)),
  schema: z.int(),
  entity: z.uuid(),
  args: z.unknown(),
  device: deviceTimeSchema,
  /** of a change that the server lost in a restore, as in before.ts; no part of its content. [BK7] */
  before: z.optional(z.unknown()),
})
export type Envelope = z.infer<typeof envelopeSchema>

export const replicaSchema = replicaIdSchema

/** Up to where one's own change reaches in a space. */
export const spaceVersionSchema = z.tuple([spaceSchema, z.int()])
export type SpaceVersion = z.infer<typeof spaceVersionSchema>
