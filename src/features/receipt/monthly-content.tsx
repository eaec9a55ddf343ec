import { versionSchema } from '#domain/monthly-reports/report.ts'
import { useMonthlyTexts } from '#i18n/monthly-texts.ts'
import { FormContent } from './form-content.tsx'

/** A version of a month's report. @param props.entry as it stands in a file that was checked */
export function MonthlyContent({ entry }: { entry: unknown }) {
  const t = useMonthlyTexts()
  const version = versionSchema.safeParse(entry)
  return version.success ? <FormContent t={t} fields={version.data.snapshot} /> : null
}
