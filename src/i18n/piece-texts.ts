import { useSyncExternalStore } from 'react'
import { languageStore, type Widened } from './language.ts'
import { pieces } from './vi/pieces.ts'

export type PieceTexts = Widened<typeof pieces>

const pieceTextsNow = (): PieceTexts => languageStore.dictionary()?.pieces ?? pieces

/** The words of articles and examples, and again when another language is chosen. */
export const usePieceTexts = (): PieceTexts =>
  useSyncExternalStore(languageStore.subscribe, pieceTextsNow, pieceTextsNow)
