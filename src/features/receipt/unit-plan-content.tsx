import { planVersionSchema } from '#domain/unit-plans/unit-plan.ts'
import { useUnitPlanTexts } from '#i18n/unit-plan-texts.ts'
import { FormContent } from './form-content.tsx'

/** A version of a unit's plan. @param props.entry as it stands in a file that was checked */
export function UnitPlanContent({ entry }: { entry: unknown }) {
  const t = useUnitPlanTexts()
  const version = planVersionSchema.safeParse(entry)
  return version.success ? <FormContent t={t} fields={version.data.snapshot} /> : null
}
