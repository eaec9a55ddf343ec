import type { Actor } from '#domain/organisation/roles.ts'
import { planIdOf } from '#domain/plans/plan.ts'
import type { RecordBodies, RecordType } from '#domain/records.ts'
import { type Assignment, assignmentIdOf, type IssuedPlan } from '#domain/tasks/assignment.ts'
import type { FormKey } from '#domain/unit-forms/define.ts'
import { planFields } from '#domain/unit-plans/fields.ts'
import { lineTaskIdOf, unitPlanIdOf } from '#domain/unit-plans/key.ts'
import type { LineProgress } from '#domain/unit-plans/progress.ts'
import type { UnitPlan } from '#domain/unit-plans/unit-plan.ts'
import type { AccountDb } from './db.ts'
import { soundOf } from './sound.ts'
import { type FormOnDevice, type FormRef, readForm } from './unit-forms.ts'
import { viewOfEntity } from './views.ts'

/** Everything that the pages of one unit's plan show. */
export interface PlanOnDevice extends FormOnDevice<UnitPlan> {
  /** the department's plan of that year; undefined while this device has none */
  issued: IssuedPlan | undefined
  /** what the unit stands for in it */
  codes: readonly string[]
}

export const planRef = (key: FormKey): FormRef => ({
  family: 'plan',
  id: unitPlanIdOf(key),
  key,
  fits: planFields.fits,
})

export async function readUnitPlan(db: AccountDb, actor: Actor, key: FormKey): Promise<PlanOnDevice> {
  const { family, id } = planRef(key)
  const planId = planIdOf(actor.departmentId, Number(key.of))
  const one = async <Type extends RecordType>(type: Type, recordId: string) =>
    (await db.records.where('[type+id]').equals([type, recordId]).toArray(soundOf))[0]?.body as
      | RecordBodies[Type]
      | undefined
  const [form, issued, assignment] = await Promise.all([
    readForm(db, actor, { family, id, type: 'unit_plan' }),
    one('plan', planId),
    one('assignment', assignmentIdOf({ planId, unitId: key.unitId })),
  ])
  return { ...form, issued, codes: (assignment as Assignment | undefined)?.codes ?? [] }
}

/** How far the unit is with these lines of its plan, by the lines' ids, with what waits on top. [PN7] */
export async function readProgress(
  db: AccountDb,
  actor: Actor,
  key: FormKey,
  lines: readonly string[],
): Promise<Map<string, LineProgress>> {
  const found = await Promise.all(
    lines.map(async (line) => {
      const id = lineTaskIdOf({ ...key, line })
      return [line, (await viewOfEntity(db, id, actor)).get('line_progress', id)] as const
    }),
  )
  return new Map(found.flatMap(([line, progress]) => (progress ? [[line, progress]] : [])))
}
