import { useSyncExternalStore } from 'react'
import { languageStore, type Widened } from './language.ts'
import { attention } from './vi/attention.ts'

/** The words of what the server would not take. */
export type AttentionTexts = Widened<typeof attention>

const attentionTextsNow = (): AttentionTexts => languageStore.dictionary()?.attention ?? attention

/** These words in the language that was chosen, and again when another one is. */
export const useAttentionTexts = (): AttentionTexts =>
  useSyncExternalStore(languageStore.subscribe, attentionTextsNow, attentionTextsNow)
