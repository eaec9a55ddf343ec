import * as z from 'zod/mini'
import { planSchema } from './plan.ts'

/** What stops an import. Sentences for people: `sync-server/plans/words.ts`. [PL31] */
export const PLAN_PROBLEM_CODES = [
  'text-too-long',
  'plan-title-missing',
  'year-missing',
  'date-wrong',
  'table-missing',
  'header-unknown',
  'tabs-wrong',
  'row-cut',
  'row-orphan',
  'group-unknown',
  'numeral-wrong',
  'number-wrong',
  'number-twice',
  'title-missing',
  'product-missing',
  'lead-missing',
  'quarter-missing',
  'quarter-unknown',
  'unit-unknown',
  'cell-too-long',
  'too-many',
] as const
export type PlanProblemCode = (typeof PLAN_PROBLEM_CODES)[number]

/**
 * @property line of the source, from 1
 * @property column 1 Stt … 6 Đơn vị phối hợp, where it is in one cell
 */
export interface PlanProblem {
  code: PlanProblemCode
  line: number
  column?: number
  details: Readonly<Record<string, string | number>>
}

/** What was read otherwise than it was written. `word-suggested` alone is not applied: the text stays. [PL11] */
export const CORRECTION_RULES = [
  'text-composed',
  'header-repeated',
  'row-empty',
  'row-continued',
  'number-missing',
  'tags-stripped',
  'dash-doubled',
  'unit-alias',
  'unit-repeated',
  'separators-mixed',
  'quarters-normalised',
  'word-suggested',
  'phone-left-out',
  'place-alias',
  'document-number',
  'channel-alias',
  'paragraph-joined',
  'bold-stripped',
] as const
const correctionRuleSchema = z.enum(CORRECTION_RULES)
export type CorrectionRule = z.infer<typeof correctionRuleSchema>

const correctionSchema = z.object({
  /** `II.2`, or null where it concerns no item */
  item: z.nullable(z.string()),
  line: z.int(),
  raw: z.string(),
  proposed: z.string(),
  rule: correctionRuleSchema,
})
export type Correction = z.infer<typeof correctionSchema>

/** What a person should look at; nothing was changed because of it. */
export const WARNING_CODES = [
  'number-blank',
  'date-blank',
  'section-jump',
  'year-differs',
  'title-repeated',
  'coordinators-none',
  'group-empty',
] as const
const warningSchema = z.object({
  code: z.enum(WARNING_CODES),
  line: z.int(),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type Warning = z.infer<typeof warningSchema>

/** What the text around the table says, as far as it is of use. No paragraph, person or phone number. [PL22] */
const planDocumentSchema = z.object({
  place: z.nullable(z.string()),
  /** documents it rests on, by number */
  references: z.array(z.object({ number: z.string(), line: z.int() })),
  /** channels it names, by code */
  channels: z.array(z.string()),
  /** duties that the text gives to a unit beside its name */
  functions: z.array(z.object({ unit: z.string(), function: z.string(), line: z.int() })),
  /** the post that signs, line by line; never a name */
  signature: z.array(z.string()),
})
export type PlanDocument = z.infer<typeof planDocumentSchema>

/** What an import would do, to be accepted by a person. */
export const planPreviewSchema = z.object({
  plan: planSchema,
  document: planDocumentSchema,
  corrections: z.array(correctionSchema),
  warnings: z.array(warningSchema),
})
export type PlanPreview = z.infer<typeof planPreviewSchema>
