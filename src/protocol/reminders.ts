import * as z from 'zod/mini'
import { accountIdSchema, unitIdSchema } from '#domain/ids.ts'
import { instantSchema } from '#domain/time.ts'
import { nonceSchema } from './envelope.ts'

/** `GET /api/reminders`: how this person is reminded besides the app itself. */
export const remindersAnswerSchema = z.object({
  nonce: nonceSchema,
  at: instantSchema,
  /** VAPID public key of the department, base64url of 65 bytes: what the browser subscribes with */
  publicKey: z.string(),
  /** whether this device is reminded */
  subscribed: z.boolean(),
  /** units of which there is a calendar feed of this person's, and since when; the address itself is told once */
  feeds: z.array(z.object({ unitId: unitIdSchema, since: instantSchema })),
})
export type RemindersAnswer = z.infer<typeof remindersAnswerSchema>

const base64url = (bytes: number) =>
  z.string().check(z.regex(new RegExp(`^[A-Za-z0-9_-]{${Math.ceil((bytes * 4) / 3)}}=*$`)))

/** `POST /api/reminders/push`: what the browser gave for this device; it takes the place of an earlier one. */
export const subscribeRequestSchema = z.object({
  nonce: nonceSchema,
  account: accountIdSchema,
  endpoint: z.string().check(z.maxLength(1000)),
  keys: z.object({ p256dh: base64url(65), auth: base64url(16) }),
})
export type SubscribeRequest = z.infer<typeof subscribeRequestSchema>

/** `POST /api/reminders/feed`: a new address of a unit's calendar; the earlier one ends. */
export const feedRequestSchema = z.object({ nonce: nonceSchema, account: accountIdSchema, unitId: unitIdSchema })

export const feedAnswerSchema = z.object({
  nonce: nonceSchema,
  /** `/api/calendar/….ics`; its token is kept as a hash only */
  path: z.string(),
})
