import { useState } from 'react'
import { NOTE_MAX, storableText } from '#domain/text.ts'
import { useOfficeTexts } from '#i18n/office-texts.ts'
import type { PlainChange } from '#storage/mutate.ts'
import { usePerform } from './use-perform.ts'

/** What the dialog of an act that asks for words is given. */
export interface Asked {
  /** why the act was not taken; it stands in the dialog, over nothing */
  problem: string | null
  /** @returns whether the act is in line */
  onDo(change: PlainChange): Promise<boolean>
  onClose(): void
}

/**
 * Acts of the desk of which some ask for words first. The dialog of such an act stays, with every word in it, until the
 * act is in line. [DR1, OF1]
 */
export function useAsking<Act>() {
  const { perform, problem, forget } = usePerform()
  const [asking, setAsking] = useState<Act | null>(null)
  const ask = (act: Act | null) => {
    forget()
    setAsking(act)
  }
  const asked: Asked = {
    problem: asking === null ? null : problem,
    onDo: async (change) => {
      const isInLine = await perform(change)
      if (isInLine) setAsking(null)
      return isInLine
    },
    onClose: () => ask(null),
  }
  return { perform, problem: asking === null ? problem : null, asking, ask, asked }
}

/** @returns of what was typed as a reason or a note: the words as they are stored, or what is wrong with them */
export function useWords() {
  const t = useOfficeTexts()
  return (typed: string, label: string, { needed, max = NOTE_MAX }: { needed: boolean; max?: number }) => {
    const words = storableText(typed).trim()
    if (needed && words === '') return { words, wrong: t.textMissing(label) }
    return words.length > max ? { words, wrong: t.textTooLong(label, max) } : { words }
  }
}
