import type { ReactNode } from 'react'
import { useMonthlyTexts } from '#i18n/monthly-texts.ts'
import { NoForm } from '../frame.tsx'
import { type MonthlyPage, useMonthly } from './use-monthly.ts'

/** Draws a page of the report once the report is there. */
export function WithMonthly({ children }: { children(page: MonthlyPage): ReactNode }) {
  const t = useMonthlyTexts()
  const page = useMonthly()
  return typeof page === 'string' ? <NoForm t={t} state={page} /> : children(page)
}
