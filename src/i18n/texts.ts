import { useSyncExternalStore } from 'react'
import { languageStore, type Widened } from './language.ts'
import { comments } from './vi/comments.ts'
import { common } from './vi/common.ts'
import { dates } from './vi/dates.ts'
import { errors } from './vi/errors.ts'
import { labels } from './vi/labels.ts'
import { refusals } from './vi/refusals.ts'
import { reports } from './vi/reports.ts'
import { session } from './vi/session.ts'
import { sync } from './vi/sync.ts'
import { today } from './vi/today.ts'

/**
 * Vietnamese: the app's own language, and the only one of words that go into a record or to other people, such as a
 * derived title or a text for Zalo. [TX6]
 */
export const vi = {
  common,
  dates,
  session,
  sync,
  today,
  reports,
  labels,
  refusals,
  errors,
  comments,
}

/** The sentences of the first page and of what stands on every page; the others are in `page-texts.ts`. */
export type Texts = Widened<typeof vi>

/** The sentences in the language that the page speaks, for what is no component. */
export const textsNow = (): Texts => languageStore.dictionary()?.texts ?? vi

/** The sentences in the language that was chosen, and again when another one is. */
export const useTexts = (): Texts => useSyncExternalStore(languageStore.subscribe, textsNow, textsNow)
