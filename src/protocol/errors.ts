import * as z from 'zod/mini'

/** Every reason for which a whole request is refused. The status is for machines, the code for both. */
export const ERROR_STATUS = {
  'request-malformed': 400,
  'json-forbidden-key': 400,
  'photo-offset': 409,
  'photo-hash': 422,
  'photo-empty': 422,
  'photo-type': 422,
  'photo-broken': 422,
  'photo-pixels': 422,
  'photo-size': 422,
  'credentials-wrong': 401,
  'signed-out': 401,
  'code-wrong': 401,
  'code-expired': 401,
  'account-disabled': 403,
  'origin-foreign': 403,
  'not-allowed': 403,
  'not-found': 404,
  'record-not-yet': 404,
  'account-mismatch': 409,
  'epoch-other': 409,
  'replica-foreign': 409,
  'replica-forked': 409,
  'password-weak': 422,
  'push-endpoint': 422,
  'protocol-unknown': 426,
  'too-large': 413,
  'encoding-unknown': 415,
  throttled: 429,
  'server-error': 500,
  'server-busy': 503,
  'storage-full': 507,
} as const
export type ErrorCode = keyof typeof ERROR_STATUS

/** A request that was not carried out. Echoes the nonce, or it is nobody's answer. */
export const errorAnswerSchema = z.object({
  nonce: z.nullable(z.string()),
  error: z.object({
    code: z.string(),
    /** seconds to wait, where waiting helps */
    retryAfter: z.optional(z.number()),
  }),
})
export type ErrorAnswer = z.infer<typeof errorAnswerSchema>
