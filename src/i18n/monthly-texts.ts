import { monthlyLayout } from '#domain/monthly-reports/parts.ts'
import { formFace } from './form-texts.ts'
import type { Widened } from './language.ts'
import { monthly } from './vi/monthly.ts'

export type MonthlyWords = Widened<typeof monthly>

/** The words of a month's report, and again when another language is chosen. */
export const { vietnamese: monthlyVi, use: useMonthlyTexts } = formFace<MonthlyWords>(
  monthly,
  (dictionary) => dictionary.monthly,
  monthlyLayout,
)
export type MonthlyTexts = typeof monthlyVi
