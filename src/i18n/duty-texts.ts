import { useSyncExternalStore } from 'react'
import { languageStore, type Widened } from './language.ts'
import { dutyDesk } from './vi/duty-desk.ts'

/** The words of the office's page of deadlines. */
export type DutyTexts = Widened<typeof dutyDesk>

const dutyTextsNow = (): DutyTexts => languageStore.dictionary()?.duties ?? dutyDesk

/** These words in the language that was chosen, and again when another one is. */
export const useDutyTexts = (): DutyTexts => useSyncExternalStore(languageStore.subscribe, dutyTextsNow, dutyTextsNow)
