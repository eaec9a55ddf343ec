import * as z from 'zod/mini'
import { receiptSchema } from '#domain/receipts/receipt.ts'
import { spaceSchema } from '#domain/spaces.ts'
import { instantSchema } from '#domain/time.ts'
import { nonceSchema } from './envelope.ts'

/** What stands beside a form of a unit that is opened at the desk. @property receipts of its versions, by their ids */
export const openedForm = {
  nonce: nonceSchema,
  at: instantSchema,
  space: spaceSchema,
  receipts: z.array(z.object({ id: z.string(), receipt: receiptSchema })),
}
