import { useParams } from 'wouter'
import { useDocumentTexts } from '#i18n/document-texts.ts'
import { FormDocument } from './form-document.tsx'

const load = async () => (await import('./read-unit-plan-paper.ts')).readUnitPlanPaper

/** `/van-ban/ke-hoach/2026?ban=1`: a unit's plan as an official paper. */
export function UnitPlanDocumentPage() {
  const { unitPlan } = useDocumentTexts()
  const { of = '' } = useParams<{ of: string }>()
  return <FormDocument of={of} back={`/ke-hoach/${of}`} {...unitPlan} load={load} />
}
