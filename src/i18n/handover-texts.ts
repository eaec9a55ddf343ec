import { useSyncExternalStore } from 'react'
import { languageStore, type Widened } from './language.ts'
import { handoverPage } from './vi/handover-page.ts'

/** The words of the page on which unsent work goes to another device. */
export type HandoverTexts = Widened<typeof handoverPage>

const handoverTextsNow = (): HandoverTexts => languageStore.dictionary()?.handover ?? handoverPage

/** These words in the language that was chosen, and again when another one is. */
export const useHandoverTexts = (): HandoverTexts =>
  useSyncExternalStore(languageStore.subscribe, handoverTextsNow, handoverTextsNow)
