import * as z from 'zod/mini'
import { accountIdSchema, departmentIdSchema } from '#domain/ids.ts'
import { grantSchema } from '#domain/organisation/roles.ts'
import { textSchema } from '#domain/text.ts'
import { instantSchema } from '#domain/time.ts'
import { nonceSchema } from './envelope.ts'

const username = z.string().check(z.trim(), z.toLowerCase(), z.minLength(1), z.maxLength(60))
const password = z.string().check(z.minLength(1), z.maxLength(200))
/** shown in the list of devices, so that its owner knows it again */
const device = textSchema(80)

/** Sessions slide: thirty days from the last use, or eight hours on a shared computer. */
export const SESSION_DAYS = 30
export const SHARED_SESSION_HOURS = 8
export const MIN_PASSWORD = 8

/** POST /api/session: sign in. Sets an HttpOnly cookie. */
export const signInRequestSchema = z.object({ nonce: nonceSchema, username, password, device, shared: z.boolean() })
export type SignInRequest = z.infer<typeof signInRequestSchema>

/** POST /api/session/activate: a code from the administrator makes one's own password, and signs in. */
export const activateRequestSchema = z.object({
  nonce: nonceSchema,
  username,
  code: z.string().check(z.trim(), z.maxLength(40)),
  password,
  device,
  shared: z.boolean(),
})
export type ActivateRequest = z.infer<typeof activateRequestSchema>

/** Who one is, kept on the device for offline starts. GET /api/session?nonce=… answers the same. */
export const profileSchema = z.object({
  accountId: accountIdSchema,
  departmentId: departmentIdSchema,
  departmentName: textSchema(200),
  username: z.string(),
  name: textSchema(120),
  grants: z.array(grantSchema),
})
export type Profile = z.infer<typeof profileSchema>

export const sessionAnswerSchema = z.object({ nonce: nonceSchema, at: instantSchema, profile: profileSchema })
export type SessionAnswer = z.infer<typeof sessionAnswerSchema>

/** GET /api/session/devices?account=…&nonce=… */
export const devicesAnswerSchema = z.object({
  nonce: nonceSchema,
  devices: z.array(
    z.object({
      id: z.uuid(),
      device,
      shared: z.boolean(),
      current: z.boolean(),
      createdAt: instantSchema,
      seenAt: instantSchema,
    }),
  ),
})
export type DevicesAnswer = z.infer<typeof devicesAnswerSchema>

/** DELETE /api/session?account=…&nonce=… signs this device out; DELETE /api/session/devices/:id?… another. */
export const doneAnswerSchema = z.object({ nonce: nonceSchema })
