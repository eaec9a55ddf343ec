import { useSyncExternalStore } from 'react'
import { languageStore, type Widened } from './language.ts'
import { office } from './vi/office.ts'

/** The words that every page of the desk shares. */
export type OfficeTexts = Widened<typeof office>

const officeTextsNow = (): OfficeTexts => languageStore.dictionary()?.page.office ?? office

/** These words in the language that was chosen, and again when another one is. */
export const useOfficeTexts = (): OfficeTexts =>
  useSyncExternalStore(languageStore.subscribe, officeTextsNow, officeTextsNow)
