import * as z from 'zod/mini'
import { midSchema, obligationIdSchema, unitIdSchema } from '../ids.ts'
import { signedBySchema } from '../organisation/roles.ts'
import { signedEntry } from '../signed-entry.ts'
import { NOTE_MAX, textSchema } from '../text.ts'
import { instantSchema } from '../time.ts'
import type { Fields } from './fields.ts'

/*
 * What a unit writes together, its head approves, and the office judges: a month's report, a year's plan. Each is a
 * record of its own type; what they share stands here, and acts and states are written once over it.
 */

const note = textSchema(NOTE_MAX)
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

/** Of the wish for the head's approval; beside it stands what was frozen. */
export const askEntry = { ...signedEntry, kind: z.literal('asked') }
/** Of one version: beside it stands exactly what its sender saw, never edited. [MR4] */
export const versionEntry = { ...signedEntry, kind: z.literal('submitted'), no: z.int(), approval: approvalSchema }

/** What else is done about a form. Nothing is ever taken out of a timeline. [MR4] */
export const formEntries = [
  z.looseObject({ ...signedEntry, kind: z.literal('approved'), askId: midSchema }),
  z.looseObject({ ...signedEntry, kind: z.literal('declined'), askId: midSchema, reason: note }),
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
] as const

/** Everything of the record but its period and its timeline. */
export const formRecord = {
  id: obligationIdSchema,
  unitId: unitIdSchema,
  unitName: textSchema(200),
  /** BT-2026-0012, given by the server with the first version */
  code: z.nullable(z.string()),
  /** the draft that the unit's devices share, by the path of its fields */
  fields: z.record(z.string(), z.looseObject({ value, mid: midSchema, also: z.optional(z.array(midSchema)) })),
  /** values that came second to a field, each for its author [MR3] */
  kept: z.array(z.looseObject({ mid: midSchema, path: z.string(), value, by: signedBySchema, at: instantSchema })),
  /** who wrote into the draft, and when */
  edits: z.array(z.looseObject(signedEntry)),
}

const formRecordSchema = z.looseObject({ ...formRecord, of: z.string() })
const askSchema = z.looseObject(askEntry)
const versionSchema = z.looseObject(versionEntry)
export type FormAsk = z.infer<typeof askSchema> & { snapshot: Fields }
export type FormVersion = z.infer<typeof versionSchema> & { snapshot: Fields }
export type FormEntry = FormAsk | FormVersion | z.infer<(typeof formEntries)[number]>
export type FormReturned = Extract<FormEntry, { kind: 'returned' }>

/** Any form's record. */
export type FormRecord = z.infer<typeof formRecordSchema> & { timeline: FormEntry[] }
