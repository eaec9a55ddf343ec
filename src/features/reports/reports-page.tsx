import { useTexts } from '#i18n/texts.ts'
import { Screen } from '#ui/screen.tsx'
import { Empty } from '#ui/states.tsx'
import { useWide } from '#ui/wide.ts'
import { ReportsList } from './reports-list.tsx'

/** The list on a phone; in a wide window the list stands beside, and this is where a report will open. */
export function ReportsPage() {
  const t = useTexts()
  return (
    <Screen title={t.reports.title}>
      {useWide() ? (
        <Empty icon="doc" title={t.reports.pick}>
          {t.reports.pickText}
        </Empty>
      ) : (
        <ReportsList />
      )}
    </Screen>
  )
}

/** The list beside a report, in a wide window. */
export function ReportsPane() {
  const t = useTexts()
  return (
    <section className="screen-body" aria-label={t.reports.listLabel}>
      <ReportsList />
    </section>
  )
}
