import { useSyncExternalStore } from 'react'
import { type Dictionary, languageStore, type Widened } from './language.ts'
import { type Texts, vi } from './texts.ts'
import { details } from './vi/details.ts'
import { handover } from './vi/handover.ts'
import { incident } from './vi/incident.ts'
import { issues } from './vi/issues.ts'
import { office } from './vi/office.ts'
import { receipt } from './vi/receipt.ts'

/** The words of forms, reports, and the desk: apart, since the first page is drawn without them. */
const pageVi = { incident, details, issues, receipt, office, handover }

export type PageWords = Widened<typeof pageVi>
export type PageTexts = Texts & PageWords

/** All of it in Vietnamese, for what goes into a record or to other people. [TX6] */
export const allVi = { ...vi, ...pageVi }

const joined = new WeakMap<Dictionary, PageTexts>()

function joinedOf(dictionary: Dictionary): PageTexts {
  const known = joined.get(dictionary) ?? { ...dictionary.texts, ...dictionary.page }
  joined.set(dictionary, known)
  return known
}

export const pageTextsNow = (): PageTexts => {
  const dictionary = languageStore.dictionary()
  return dictionary ? joinedOf(dictionary) : allVi
}

/** Every sentence in the language that was chosen, and again when another one is. */
export const usePageTexts = (): PageTexts => useSyncExternalStore(languageStore.subscribe, pageTextsNow, pageTextsNow)
