import * as z from 'zod/mini'
import { canForm, formRolesFor } from '../access/can.ts'
import { taskIdSchema, unitIdSchema } from '../ids.ts'
import { accept, defineMutation, merge, refuse } from '../mutation.ts'
import { signEntry, signedEntry } from '../signed-entry.ts'
import { unitSpace } from '../spaces.ts'
import { textSchema } from '../text.ts'
import { itemsOf } from '../unit-forms/items.ts'
import { versionsOf } from '../unit-forms/state.ts'
import { lineTaskIdOf, planKey, unitPlanIdOf, yearNameSchema } from './key.ts'

const NOTE = 1000
const percent = z.int().check(z.gte(0), z.lte(100))
const note = textSchema(NOTE)

/** How far a unit is with one line of its plan, in its own reckoning: a timeline to which is only added. [PN7] */
export const lineProgressSchema = z.looseObject({
  id: taskIdSchema,
  unitId: unitIdSchema,
  of: yearNameSchema,
  line: z.uuid(),
  timeline: z.array(z.looseObject({ ...signedEntry, percent, note })),
})
export type LineProgress = z.infer<typeof lineProgressSchema>

/** 0 to 100; the newest word counts. */
export const percentOf = (progress: LineProgress | undefined): number => progress?.timeline.at(-1)?.percent ?? 0

/**
 * How far the unit is with a line that it has sent; nobody judges it. A line of no version is not found, one that a
 * later version took out is kept for its history. [PN7]
 */
export const progressLine = defineMutation({
  name: 'plan.progress',
  schema: 1,
  args: z.object({ ...planKey, line: z.uuid(), percent, note }),
  entity: (args) => lineTaskIdOf(args),
  reads: (args) => [
    { type: 'unit_plan', id: unitPlanIdOf(args) },
    { type: 'line_progress', id: lineTaskIdOf(args) },
  ],
  decide(view, { unitId, of, line, percent, note }, context) {
    const key = { unitId, of, line }
    const plan = view.get('unit_plan', unitPlanIdOf(key))
    const knowsUnit = plan || context.actor.grants.some((grant) => grant.unitId === unitId)
    if (!canForm(context.actor, 'write', key)) return refuse(knowsUnit ? 'not-allowed' : 'not-found')
    const isSent = versionsOf(plan).some(({ snapshot }) => itemsOf(snapshot, 'lines').some(({ id }) => id === line))
    if (!isSent) return refuse('not-found')
    const id = lineTaskIdOf(key)
    const progress = view.get('line_progress', id)
    // on a phone, a change is decided once more over records that may contain it already [SY4]
    if (progress?.timeline.some((entry) => entry.id === context.mid)) return merge([])
    const entry = { ...signEntry(context, formRolesFor('write')), percent, note }
    const body = { id, unitId, of, line, ...progress, timeline: [...(progress?.timeline ?? []), entry] }
    return accept([{ put: 'line_progress', id, entity: id, space: unitSpace(unitId), body }])
  },
})
