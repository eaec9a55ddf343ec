import type { ReactNode } from 'react'
import { formatTime } from '#i18n/dates.ts'
import { useMonthlyTexts } from '#i18n/monthly-texts.ts'
import { useTexts } from '#i18n/texts.ts'
import { Notice } from '#ui/notice.tsx'
import { Screen } from '#ui/screen.tsx'
import { Empty, Loading } from '#ui/states.tsx'
import { type MonthlyPage, type MonthlyState, useMonthly } from './use-monthly.ts'
import './monthly.css'

/** Draws a page of the report once the report is there. */
export function WithMonthly({ children }: { children(page: MonthlyPage): ReactNode }) {
  const page = useMonthly()
  return typeof page === 'string' ? <NoPage state={page} /> : children(page)
}

function NoPage({ state }: { state: Extract<MonthlyState, string> }) {
  const t = useMonthlyTexts()
  return (
    <Screen title={state === 'loading' ? t.loading : t.notFoundTitle} back="/bao-cao">
      {state === 'loading' ? (
        <Loading label={t.loading} />
      ) : (
        <Empty icon="search" title={state === 'early' ? t.notYet : t.notFound} />
      )}
    </Screen>
  )
}

export function monthTitle(t: ReturnType<typeof useMonthlyTexts>, of: string): string {
  const [year, month] = of.split('-').map(Number)
  return t.title(month ?? 0, year ?? 0)
}

/** A page on which somebody writes: what is kept is said, what is not kept cannot be overlooked. */
export function WritingFrame({
  page,
  title,
  back,
  actions,
  focusKey,
  children,
}: {
  page: MonthlyPage
  title: string
  back: string
  actions?: ReactNode
  focusKey?: string
  children: ReactNode
}) {
  const t = useMonthlyTexts()
  const { sync } = useTexts()
  const { savedAt } = page.found
  return (
    <Screen
      title={title}
      eyebrow={monthTitle(t, page.key.of)}
      back={back}
      {...(focusKey === undefined ? {} : { focusKey })}
      status={<p className="small">{savedAt ? t.savedAt(formatTime(savedAt)) : t.kept}</p>}
      actions={actions}
    >
      {page.typing.isUnsaved && <Notice tone="alarm" title={sync.line.unsaved} />}
      {children}
    </Screen>
  )
}
