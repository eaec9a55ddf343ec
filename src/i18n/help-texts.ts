import { useSyncExternalStore } from 'react'
import { languageStore, type Widened } from './language.ts'
import { help } from './vi/help.ts'

/** The words of the help page: apart from the others, since the first page is drawn without them. */
export const helpVi = help

export type HelpTexts = Widened<typeof helpVi>

const helpTextsNow = (): HelpTexts => languageStore.dictionary()?.help ?? helpVi

/** These words in the language that was chosen, and again when another one is. */
export const useHelpTexts = (): HelpTexts => useSyncExternalStore(languageStore.subscribe, helpTextsNow, helpTextsNow)
