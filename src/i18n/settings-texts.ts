import { useSyncExternalStore } from 'react'
import { languageStore, type Widened } from './language.ts'
import { settings } from './vi/settings.ts'

/** The words of the settings: apart from the others, since only their pages need them. */
export const settingsVi = settings

export type SettingsTexts = Widened<typeof settingsVi>

const settingsTextsNow = (): SettingsTexts => languageStore.dictionary()?.settings ?? settingsVi

/** These words in the language that was chosen, and again when another one is. */
export const useSettingsTexts = (): SettingsTexts =>
  useSyncExternalStore(languageStore.subscribe, settingsTextsNow, settingsTextsNow)
