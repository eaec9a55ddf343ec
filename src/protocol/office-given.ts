import * as z from 'zod/mini'
import { givingIdSchema, unitIdSchema } from '#domain/ids.ts'
import { unitTypeSchema } from '#domain/organisation/roles.ts'
import { givenBodySchema, givingSchema } from '#domain/tasks/giving.ts'
import { taskSchema } from '#domain/tasks/task.ts'
import { instantSchema } from '#domain/time.ts'
import { nonceSchema } from './envelope.ts'

/** One line of the desk's list: an event or a brief, and how its units stand. */
export const deskGivingSchema = z.object({
  id: givingIdSchema,
  /** as it stands after its changes */
  body: givenBodySchema,
  /** whom it was given to, and of these: with a result, late with it, withdrawn from */
  units: z.int(),
  answered: z.int(),
  late: z.int(),
  withdrawn: z.int(),
  /** results to judge, wishes for more time and comments without an answer */
  waiting: z.int(),
  /** when it was given or last changed */
  changed: instantSchema,
})
export type DeskGiving = z.infer<typeof deskGivingSchema>

/** GET /api/office/given?account=…&nonce=… : what the office gave outside of the plan, the newest first, at most 200. */
export const deskGivingsAnswerSchema = z.object({
  nonce: nonceSchema,
  at: instantSchema,
  givings: z.array(deskGivingSchema),
})

/** GET /api/office/given/:id?account=…&nonce=… : the record, and what each of its units did; null: not opened yet. */
export const deskGivingAnswerSchema = z.object({
  nonce: nonceSchema,
  at: instantSchema,
  giving: givingSchema,
  units: z.array(z.object({ unitId: unitIdSchema, unitName: z.string(), task: z.nullable(taskSchema) })),
})
export type DeskGivingAnswer = z.infer<typeof deskGivingAnswerSchema>
export type DeskPart = DeskGivingAnswer['units'][number]

/**
 * GET /api/office/given/units?account=…&nonce=… : the units of today to which something can be given, with the codes of
 * this year's plan that they stand for.
 */
export const deskUnitsAnswerSchema = z.object({
  nonce: nonceSchema,
  at: instantSchema,
  units: z.array(z.object({ id: unitIdSchema, name: z.string(), type: unitTypeSchema, codes: z.array(z.string()) })),
})
export type DeskUnit = z.infer<typeof deskUnitsAnswerSchema>['units'][number]
