import * as z from 'zod/mini'
import { periodPolicySchema } from '../deadlines/periods.ts'
import { midSchema, obligationIdSchema, unitIdSchema } from '../ids.ts'
import { signedBySchema } from '../organisation/roles.ts'
import { signedEntry } from '../signed-entry.ts'
import { textSchema } from '../text.ts'
import { instantSchema } from '../time.ts'
import { fieldsSchema } from './fields.ts'
import { monthNameSchema } from './key.ts'

const note = textSchema(1000)
const value = z.nullable(z.union([z.string(), z.number(), z.boolean()]))

/** How the head of the unit agreed. A word by voice is recorded by the officer and stays to be confirmed. [MR5] */
export const approvalSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('own') }),
  z.object({ kind: z.literal('in_app'), askId: midSchema }),
  z.object({
    kind: z.literal('verbal'),
    way: z.enum(['in_person', 'phone', 'message']),
    at: instantSchema,
    note: textSchema(500),
  }),
])
export type Approval = z.infer<typeof approvalSchema>

const frozen = { snapshot: fieldsSchema, policy: periodPolicySchema }

/** One version: exactly what its sender saw, never edited. [MR4] */
export const versionSchema = z.looseObject({
  ...signedEntry,
  kind: z.literal('submitted'),
  no: z.int(),
  ...frozen,
  approval: approvalSchema,
})
export type Version = z.infer<typeof versionSchema>

/** What was done about a month's report, in the server's order. Nothing is ever taken out of it. [MR4] */
export const monthlyEntrySchema = z.discriminatedUnion('kind', [
  z.looseObject({ ...signedEntry, kind: z.literal('asked'), ...frozen }),
  z.looseObject({ ...signedEntry, kind: z.literal('approved'), askId: midSchema }),
  z.looseObject({ ...signedEntry, kind: z.literal('declined'), askId: midSchema, reason: note }),
  versionSchema,
  z.looseObject({ ...signedEntry, kind: z.literal('confirmed'), version: z.int() }),
  z.looseObject({ ...signedEntry, kind: z.literal('disputed'), version: z.int(), reason: note }),
  z.looseObject({ ...signedEntry, kind: z.literal('received'), version: z.int(), arrivalNo: z.nullable(z.int()) }),
  z.looseObject({
    ...signedEntry,
    kind: z.literal('returned'),
    version: z.int(),
    reason: note,
    fields: z.array(z.object({ path: z.string(), reason: note })),
    /** the first was empty: how the day was kept is counted from the next one */
    countFromNext: z.boolean(),
  }),
  z.looseObject({ ...signedEntry, kind: z.literal('accepted'), version: z.int(), note }),
])
export type MonthlyEntry = z.infer<typeof monthlyEntrySchema>
export type Ask = Extract<MonthlyEntry, { kind: 'asked' }>
export type Returned = Extract<MonthlyEntry, { kind: 'returned' }>

/** One unit's report of one month: a draft that the unit's devices share, and what was sent of it. */
export const monthlyReportSchema = z.looseObject({
  id: obligationIdSchema,
  unitId: unitIdSchema,
  unitName: textSchema(200),
  of: monthNameSchema,
  /** BT-2026-0012, given by the server with the first version */
  code: z.nullable(z.string()),
  /** the draft, by the path of its fields */
  fields: z.record(z.string(), z.looseObject({ value, mid: midSchema, also: z.optional(z.array(midSchema)) })),
  /** values that came second to a field, each for its author [MR3] */
  kept: z.array(z.looseObject({ mid: midSchema, path: z.string(), value, by: signedBySchema, at: instantSchema })),
  /** who wrote into the draft, and when */
  edits: z.array(z.looseObject(signedEntry)),
  timeline: z.array(monthlyEntrySchema),
})
export type MonthlyReport = z.infer<typeof monthlyReportSchema>
