import * as z from 'zod/mini'
import { daySchema } from '../deadlines/days.ts'
import type { DepartmentId, PlanId } from '../ids.ts'
import { nameId } from '../name-ids.ts'
import { textSchema } from '../text.ts'

/** Lengths in UTF-16 units; a cell beyond them is refused, never cut. [PL31] */
export const PLAN_LIMITS = {
  text: 1_000_000,
  line: 50_000,
  title: 500,
  product: 20_000,
  bullets: 100,
  items: 200,
  groups: 60,
} as const

export const QUARTERS = [1, 2, 3, 4] as const
export const quarterSchema = z.literal(QUARTERS)
export type Quarter = z.infer<typeof quarterSchema>

/** What the plan calls a unit or a class of units, as a code: `VPS`, `CAC_PHONG`. [PL12] */
export const unitCodeSchema = textSchema(40).check(z.minLength(1))

const lineSchema = z.int().check(z.positive())

/** One item of the appendix. It is known by plan, group and number, never by its title. [PL30] */
const planItemSchema = z.object({
  no: z.int().check(z.positive()),
  title: textSchema(PLAN_LIMITS.title),
  /** the product cell as it stood, on one line, without tags */
  product: textSchema(PLAN_LIMITS.product),
  /** the same in pieces: at least one */
  bullets: z.array(textSchema(PLAN_LIMITS.product)).check(z.minLength(1), z.maxLength(PLAN_LIMITS.bullets)),
  /** in the order of the text: the first leads among equals */
  leads: z.array(unitCodeSchema).check(z.minLength(1)),
  coordinators: z.array(unitCodeSchema),
  /** a set, in order */
  quarters: z.array(quarterSchema).check(z.minLength(1), z.maxLength(4)),
  /** lines of the source, from 1 */
  lines: z.array(lineSchema).check(z.minLength(1)),
})
export type PlanItem = z.infer<typeof planItemSchema>

const planGroupSchema = z.object({
  /** `I`, `II` …: its position in the plan */
  roman: z.string().check(z.regex(/^[IVXL]+$/)),
  title: textSchema(PLAN_LIMITS.title),
  line: lineSchema,
  items: z.array(planItemSchema).check(z.maxLength(PLAN_LIMITS.items)),
})
export type PlanGroup = z.infer<typeof planGroupSchema>

/** `draft` (dự thảo) while number or day is blank, `issued` (ban hành) once both stand. [PL18] */
const planStatusSchema = z.enum(['draft', 'issued'])

/** The department's plan as the appendix gives it. */
export const planSchema = z.object({
  title: textSchema(PLAN_LIMITS.title),
  number: z.nullable(textSchema(60)),
  date: z.nullable(daySchema),
  year: z.int().check(z.gte(2000), z.lte(2200)),
  status: planStatusSchema,
  groups: z.array(planGroupSchema).check(z.minLength(1), z.maxLength(PLAN_LIMITS.groups)),
})
export type Plan = z.infer<typeof planSchema>

/** A department has one plan a year: a draft and what is issued later are the same plan. [PL30] */
export const planIdOf = (department: DepartmentId, year: number): PlanId => nameId(department, `plan:${year}`) as PlanId
