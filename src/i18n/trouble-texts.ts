import { useSyncExternalStore } from 'react'
import { languageStore, type Widened } from './language.ts'
import { trouble } from './vi/trouble.ts'

/** The words of what goes wrong on a device: they come only where something did. */
export const troubleVi = trouble

export type TroubleTexts = Widened<typeof troubleVi>

const troubleTextsNow = (): TroubleTexts => languageStore.dictionary()?.trouble ?? troubleVi

/** These words in the language that was chosen, and again when another one is. */
export const useTroubleTexts = (): TroubleTexts =>
  useSyncExternalStore(languageStore.subscribe, troubleTextsNow, troubleTextsNow)
