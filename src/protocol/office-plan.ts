import * as z from 'zod/mini'
import { unitPlanSchema } from '#domain/unit-plans/unit-plan.ts'
import { openedForm } from './office-forms.ts'

/** GET /api/office/plan/:id?account=…&nonce=… : one unit's plan of one year with the receipts of its versions. */
export const deskPlanAnswerSchema = z.object({ ...openedForm, report: unitPlanSchema })
export type DeskPlanAnswer = z.infer<typeof deskPlanAnswerSchema>
