import * as z from 'zod/mini'
import { signingKeySchema } from '#domain/receipts/receipt.ts'

/** GET /api/keys, without a session: the public keys of the department's receipts. They are no secret. [RC6] */
export const keysAnswerSchema = z.object({ keys: z.array(signingKeySchema) })
