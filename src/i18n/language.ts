import type { AttentionTexts } from './attention-texts.ts'
import type { DocumentTexts } from './document-texts.ts'
import type { DutyTexts } from './duty-texts.ts'
import type { UnitFormWords } from './form-texts.ts'
import type { GivenTexts } from './given-texts.ts'
import type { HandoverTexts } from './handover-texts.ts'
import type { HelpTexts } from './help-texts.ts'
import type { MonthlyWords } from './monthly-texts.ts'
import type { PageWords } from './page-texts.ts'
import type { PieceTexts } from './piece-texts.ts'
import type { ReminderTexts } from './reminder-texts.ts'
import type { SettingsTexts } from './settings-texts.ts'
import type { SyncPageTexts } from './sync-page-texts.ts'
import type { TaskTexts } from './task-texts.ts'
import type { Texts } from './texts.ts'
import type { TroubleTexts } from './trouble-texts.ts'
import type { UnitPlanWords } from './unit-plan-texts.ts'

export const LANGUAGES = ['vi', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** Of this browser, not of an account: who shares a computer shares its language. */
export const LANGUAGE_KEY = 'dau-moi:language'

/** All words of a language that is not Vietnamese. */
export interface Dictionary {
  texts: Texts
  page: PageWords
  plan: TaskTexts
  duties: DutyTexts
  handover: HandoverTexts
  help: HelpTexts
  documents: DocumentTexts
  settings: SettingsTexts
  reminders: ReminderTexts
  trouble: TroubleTexts
  unitForms: UnitFormWords
  monthly: MonthlyWords
  unitPlan: UnitPlanWords
  pieces: PieceTexts
  given: GivenTexts
  attention: AttentionTexts
  syncPage: SyncPageTexts
}
type Load = () => Promise<Dictionary>

/** A text's shape without its Vietnamese wording: another language has the same keys, or it does not compile. */
export type Widened<T> = T extends string
  ? string
  : T extends (...args: infer A) => infer R
    ? (...args: A) => Widened<R>
    : { [K in keyof T]: Widened<T[K]> }

const LOAD: Readonly<Record<Exclude<Language, 'vi'>, Load>> = {
  en: async () => (await import('./en/dictionary.ts')).english,
}

export function readLanguage(storage: Storage): Language {
  const kept = storage.getItem(LANGUAGE_KEY)
  return LANGUAGES.find((language) => language === kept) ?? 'vi'
}

/**
 * Which language the page speaks. Vietnamese is in the app and never waits; another one is spoken from the moment
 * its words have come, and when they do not come the page stays as it was. [TX5]
 */
export function createLanguageStore(load: Readonly<Record<Exclude<Language, 'vi'>, Load>> = LOAD) {
  let spoken: { language: Language; dictionary: Dictionary | null } = { language: 'vi', dictionary: null }
  let wanted: Language = 'vi'
  const listeners = new Set<() => void>()
  const show = (language: Language, dictionary: Dictionary | null) => {
    spoken = { language, dictionary }
    for (const listener of listeners) listener()
  }
  return {
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    language: () => spoken.language,
    /** null: Vietnamese, whose words are no dictionary of their own */
    dictionary: () => spoken.dictionary,
    /** @returns false when the words could not be loaded; the last wish wins */
    async speak(language: Language): Promise<boolean> {
      wanted = language
      if (language === spoken.language) return true
      if (language === 'vi') {
        show('vi', null)
        return true
      }
      try {
        const dictionary = await load[language]()
        if (wanted === language) show(language, dictionary)
        return true
      } catch (error) {
        console.warn('language not loaded', error instanceof Error ? error.name : error)
        return false
      }
    },
  }
}

export const languageStore = createLanguageStore()
