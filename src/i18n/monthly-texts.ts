import { useSyncExternalStore } from 'react'
import { languageStore, type Widened } from './language.ts'
import { monthly } from './vi/monthly.ts'

export type MonthlyTexts = Widened<typeof monthly>

const monthlyTextsNow = (): MonthlyTexts => languageStore.dictionary()?.monthly ?? monthly

/** The words of a month's report, and again when another language is chosen. */
export const useMonthlyTexts = (): MonthlyTexts =>
  useSyncExternalStore(languageStore.subscribe, monthlyTextsNow, monthlyTextsNow)
