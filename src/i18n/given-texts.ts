import { useSyncExternalStore } from 'react'
import { languageStore, type Widened } from './language.ts'
import { givenDesk } from './vi/given-desk.ts'

/** The words of the office's page of key events and briefs. */
export type GivenTexts = Widened<typeof givenDesk>

/** For what other people read. [TX6] */
export const givenVi: GivenTexts = givenDesk

const givenTextsNow = (): GivenTexts => languageStore.dictionary()?.given ?? givenDesk

/** These words in the language that was chosen, and again when another one is. */
export const useGivenTexts = (): GivenTexts =>
  useSyncExternalStore(languageStore.subscribe, givenTextsNow, givenTextsNow)
