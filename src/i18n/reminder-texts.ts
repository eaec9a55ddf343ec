import { useSyncExternalStore } from 'react'
import { languageStore, type Widened } from './language.ts'
import { reminders } from './vi/reminders.ts'

/** The words of reminders: apart from the others, since the first picture is drawn without them. */
export const remindersVi = reminders

export type ReminderTexts = Widened<typeof remindersVi>

const reminderTextsNow = (): ReminderTexts => languageStore.dictionary()?.reminders ?? remindersVi

/** These words in the language that was chosen, and again when another one is. */
export const useReminderTexts = (): ReminderTexts =>
  useSyncExternalStore(languageStore.subscribe, reminderTextsNow, reminderTextsNow)
