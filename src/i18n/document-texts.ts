import { useSyncExternalStore } from 'react'
import { languageStore, type Widened } from './language.ts'
import { documents } from './vi/documents.ts'

/** The words around official papers: apart from the others, since only their page needs them. */
export const documentsVi = documents

export type DocumentTexts = Widened<typeof documentsVi>

const documentTextsNow = (): DocumentTexts => languageStore.dictionary()?.documents ?? documentsVi

/** These words in the language that was chosen, and again when another one is. */
export const useDocumentTexts = (): DocumentTexts =>
  useSyncExternalStore(languageStore.subscribe, documentTextsNow, documentTextsNow)
