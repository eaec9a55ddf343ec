import * as z from 'zod/mini'
import { daySchema } from '../deadlines/days.ts'
import { unitIdSchema } from '../ids.ts'
import { holdsOn } from '../organisation/validity.ts'
import { textSchema } from '../text.ts'

/** One place that pieces go to. */
export const recipientSchema = z.object({ unitId: unitIdSchema, name: textSchema(200) })
export type Recipient = z.infer<typeof recipientSchema>

/** Where pieces go since when, as the plan names it: one record of the bulletin, kept by the office. [PI1] */
export const pieceRulesSchema = z.looseObject({
  recipients: z.array(
    z.extend(recipientSchema, {
      from: daySchema,
      /** the last day on which it holds; null while it holds */
      to: z.nullable(daySchema),
    }),
  ),
})
export type PieceRules = z.infer<typeof pieceRulesSchema>

/** The record's id: a department has one such table. */
export const PIECE_RULES = 'piece_rules'

/** Those of a day, in the order of the table. @param day in Hanoi [PI1, OR3] */
export const recipientsOn = (rules: PieceRules | undefined, day: string): Recipient[] =>
  (rules?.recipients ?? []).filter((rule) => holdsOn(rule, day)).map(({ unitId, name }) => ({ unitId, name }))
