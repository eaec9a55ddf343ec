import * as z from 'zod/mini'
import { textSchema } from '../text.ts'
import type { DutyRules } from './department-rules.ts'
import { datedUnitSchema, type Obligation, obligationsOf } from './obligations.ts'

const namedUnitSchema = z.extend(datedUnitSchema, { name: textSchema(200) })

/**
 * What a phone needs to know of its unit to reckon its duties without a network: the unit, and those whose duties
 * it took over. One record of the unit's space, under the unit's id. [DL10]
 */
export const unitFactsSchema = z.looseObject({
  unit: namedUnitSchema,
  predecessors: z.array(namedUnitSchema),
})
export type UnitFacts = z.infer<typeof unitFactsSchema>

/** The duties of a year from what a phone keeps: the same as from all units of the department. [DL8, DL9, DL10] */
export const obligationsFrom = (
  { unit, predecessors }: UnitFacts,
  { rules, periodPolicy }: DutyRules,
  year: number,
): Obligation[] => obligationsOf(unit, predecessors, rules, year, periodPolicy)
