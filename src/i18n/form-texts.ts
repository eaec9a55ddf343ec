import { useSyncExternalStore } from 'react'
import type { FormLayout } from '#domain/unit-forms/layout.ts'
import { type Dictionary, languageStore, type Widened } from './language.ts'
import { unitForms } from './vi/unit-forms.ts'

/** What every form of a unit says in the same words. */
export type UnitFormWords = Widened<typeof unitForms>
type Sentences = Readonly<Record<string, (label: string, params: Readonly<Record<string, string | number>>) => string>>

/** What each form says in words of its own. */
export interface OwnWords {
  loading: string
  notFoundTitle: string
  notFound: string
  notYet: string
  parts: Readonly<Record<string, string>>
  partsTitle: string
  fields: Readonly<Record<string, string>>
  choices: Readonly<Record<string, Readonly<Record<string, string>>>>
  hints: Readonly<Record<string, string>>
  addItem: Readonly<Record<string, string>>
  late(days: number): string
  send: string
  issueText: Sentences
}

/** A form as people meet it: its words, the shared ones among them, and its parts. */
export type FormFace<Own extends OwnWords = OwnWords> = Omit<Own, 'issueText'> &
  Omit<UnitFormWords, 'issueText'> & { issueText: Sentences; layout: FormLayout }

export const faceOf = <Own extends OwnWords>(own: Own, shared: UnitFormWords, layout: FormLayout): FormFace<Own> => ({
  ...shared,
  ...own,
  issueText: { ...shared.issueText, ...own.issueText },
  layout,
})

/** The face in Vietnamese, and a hook that gives it in the language that was chosen. */
export function formFace<Own extends OwnWords>(vi: Own, other: (dictionary: Dictionary) => Own, layout: FormLayout) {
  const vietnamese = faceOf(vi, unitForms, layout)
  const known = new WeakMap<Dictionary, FormFace<Own>>()
  const now = (): FormFace<Own> => {
    const dictionary = languageStore.dictionary()
    if (!dictionary) return vietnamese
    const face = known.get(dictionary) ?? faceOf(other(dictionary), dictionary.unitForms, layout)
    known.set(dictionary, face)
    return face
  }
  return { vietnamese, use: (): FormFace<Own> => useSyncExternalStore(languageStore.subscribe, now, now) }
}

const wordsNow = (): UnitFormWords => languageStore.dictionary()?.unitForms ?? unitForms

/** The shared words alone, for what belongs to every form. */
export const useUnitFormWords = (): UnitFormWords => useSyncExternalStore(languageStore.subscribe, wordsNow, wordsNow)
