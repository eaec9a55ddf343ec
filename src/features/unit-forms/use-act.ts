import { useRef, useState } from 'react'
import { useUnitFormWords } from '#i18n/form-texts.ts'
import { useTexts } from '#i18n/texts.ts'
import type { FormRef } from '#storage/unit-forms.ts'
import { useServices } from '#sync/services.tsx'

/** One act at a time: a second tap while one is under way does nothing. */
/** @param family whose acts they are: the first part of their names */
export function useAct(family: FormRef['family']) {
  const { mutate } = useServices()
  const t = useUnitFormWords()
  const { refusals } = useTexts()
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const isUnderWay = useRef(false)

  /** @param formId of the words that go with it @returns whether it is kept on this device */
  async function act(name: string, args: object, formId?: string): Promise<boolean> {
    if (isUnderWay.current) return false
    isUnderWay.current = true
    setBusy(true)
    setProblem(null)
    try {
      const result = await mutate({ name: `${family}.${name}`, args, ...(formId === undefined ? {} : { formId }) })
      if (!result.ok) setProblem(refusals[result.error.code](result.error.details))
      return result.ok
    } catch (error) {
      console.warn('act not saved', error instanceof Error ? error.name : error)
      setProblem(t.saveFailed)
      return false
    } finally {
      isUnderWay.current = false
      setBusy(false)
    }
  }
  return { act, problem, busy }
}
