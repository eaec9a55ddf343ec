import * as z from 'zod/mini'
import { obligationIdOf } from '../deadlines/obligation-id.ts'
import { type ObligationId, type TaskId, unitIdSchema } from '../ids.ts'
import { nameId } from '../name-ids.ts'
import type { FormKey } from '../unit-forms/define.ts'

/** `2026`: the year whose plan it is. */
export const yearNameSchema = z.string().check(z.regex(/^2[01]\d\d$/))

/** What names a unit's plan. Its id is made of these on both sides and never sent. [PN2, ID2] */
export const planKey = { unitId: unitIdSchema, of: yearNameSchema }

/** The same for every device of the unit, and the id of the duty that it fulfils: a second plan cannot be. [PN2] */
export const unitPlanIdOf = ({ unitId, of }: FormKey): ObligationId => obligationIdOf({ unitId, form: 'unit_plan', of })

/** The first day on which a year's plan may be begun: in the last quarter of the year before. */
export const plannedFrom = (of: string): string => `${Number(of) - 1}-10-01`

interface LineKey extends FormKey {
  line: string
}

/** The task that a line is, the same on every device and in every version of the plan. [PN7, ID2] */
export const lineTaskIdOf = (key: LineKey): TaskId => nameId(unitPlanIdOf(key), `line:${key.line}`) as TaskId
