import { whole } from '#domain/unit-forms/items.ts'
import { valuesOf } from '#domain/unit-forms/merge.ts'
import { versionsOf } from '#domain/unit-forms/state.ts'
import { unitFor } from '#domain/unit-forms/unit-of.ts'
import { yearNameSchema } from '#domain/unit-plans/key.ts'
import { planShortText } from '#domain/unit-plans/short-text.ts'
import { unitPlanPaper as words } from '#i18n/vi/unit-plan-paper.ts'
import { readUnitPlan } from '#storage/unit-plan.ts'
import type { ReadForm } from './form-paper.ts'
import { type UnitPlanContent, unitPlanSaid } from './unit-plan-paper.ts'

/** A unit's plan of one year. */
export const readUnitPlanPaper: ReadForm = async (db, actor, { of, unit, wanted, departmentName }) => {
  const unitId = unitFor(actor, unit)
  if (unitId === null || !yearNameSchema.safeParse(of).success) return null
  const found = await readUnitPlan(db, actor, { unitId, of })
  const { report: plan } = found
  const versions = versionsOf(plan)
  const version = wanted === 'nhap' ? undefined : (versions.find(({ no }) => String(no) === wanted) ?? versions.at(-1))
  const unitName = plan?.unitName ?? actor.grants.find((grant) => grant.unitId === unitId)?.unitName ?? ''
  const base = { departmentName, unitName, of }
  const shown = { versions: versions.map(({ no }) => no), shown: version?.no ?? null, short: null }
  if (plan && version) {
    const { snapshot: fields, parent } = version
    const content: UnitPlanContent = { ...base, fields, hasParent: parent !== null, sent: { plan, version } }
    return { ...unitPlanSaid(content), ...shown, short: planShortText(plan, version, words.short) }
  }
  const fields = whole({ ...valuesOf(plan?.fields), ...found.typed })
  if (!plan && Object.keys(fields).length === 0) return null
  return { ...unitPlanSaid({ ...base, fields, hasParent: found.issued !== undefined, sent: null }), ...shown }
}
