import { useSyncExternalStore } from 'react'
import { languageStore, type Widened } from './language.ts'
import { syncPage } from './vi/sync-page.ts'

/** The words of the page about sending and fetching. */
export type SyncPageTexts = Widened<typeof syncPage>

const syncPageTextsNow = (): SyncPageTexts => languageStore.dictionary()?.syncPage ?? syncPage

/** These words in the language that was chosen, and again when another one is. */
export const useSyncPageTexts = (): SyncPageTexts =>
  useSyncExternalStore(languageStore.subscribe, syncPageTextsNow, syncPageTextsNow)
