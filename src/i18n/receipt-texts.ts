import { useSyncExternalStore } from 'react'
import { languageStore, type Widened } from './language.ts'
import { receipt } from './vi/receipt.ts'

/** The words of receipts: for every kind of report that has one. */
export type ReceiptTexts = Widened<typeof receipt>

const receiptTextsNow = (): ReceiptTexts => languageStore.dictionary()?.page.receipt ?? receipt

/** These words in the language that was chosen, and again when another one is. */
export const useReceiptTexts = (): ReceiptTexts =>
  useSyncExternalStore(languageStore.subscribe, receiptTextsNow, receiptTextsNow)
