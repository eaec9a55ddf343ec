import { useParams } from 'wouter'
import { useDocumentTexts } from '#i18n/document-texts.ts'
import { FormDocument } from './form-document.tsx'

const load = async () => (await import('./read-monthly-paper.ts')).readMonthlyPaper

/** `/van-ban/thang/2026-11?ban=1`: a month's report as an official paper. */
export function MonthlyDocumentPage() {
  const { monthly } = useDocumentTexts()
  const { of = '' } = useParams<{ of: string }>()
  return <FormDocument of={of} back={`/bao-cao-thang/${of}`} {...monthly} load={load} />
}
