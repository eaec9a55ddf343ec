import { useRef, useState } from 'react'
import type { Refusal } from '#domain/refusals.ts'
import type { PlainChange } from '#storage/mutate.ts'
import { useServices } from './services.tsx'

/** @property path of the field; empty for the form as a whole */
export interface FormError {
  path: string
  text: string
}

/** What a form comes to: a change, or what is wrong with it, in words. */
export type Judged = { ok: true; change: Omit<PlainChange, 'formId'> } | { ok: false; errors: readonly FormError[] }

interface Kept<V> {
  values: V | null
  handIn(put: (values: V) => Promise<boolean>): Promise<boolean>
}

interface HandInDeps {
  formId: string
  /** what must be done before anything is put in line */
  before?: (() => Promise<unknown>) | undefined
  refusalText: (refusal: Refusal) => string
  /** said when this device could not save it */
  saveFailed: string
}

/**
 * Hands a kept form in, one try at a time: judged as it stands by then, gone in the transaction that puts the change
 * in line, and kept on with what is wrong with it otherwise. [DR8]
 */
export function useHandIn<V>(form: Kept<V>, { formId, before, refusalText, saveFailed }: HandInDeps) {
  const { mutate } = useServices()
  const [errors, setErrors] = useState<{ at: number; list: readonly FormError[] }>({ at: 0, list: [] })
  const [busy, setBusy] = useState(false)
  const isUnderWay = useRef(false)

  const show = (list: readonly FormError[]): false => {
    setErrors(({ at }) => ({ at: at + 1, list }))
    return false
  }
  const put = async (judged: Judged): Promise<boolean> => {
    if (!judged.ok) return show(judged.errors)
    const result = await mutate({ ...judged.change, formId })
    return result.ok || show([{ path: '', text: refusalText(result.error) }])
  }
  return {
    errors,
    busy,
    errorAt: (path: string) => errors.list.find((error) => error.path === path)?.text,
    /** @returns whether it is in line */
    async handIn(judge: (values: V) => Judged): Promise<boolean> {
      if (isUnderWay.current || !form.values) return false
      const first = judge(form.values)
      if (!first.ok) return show(first.errors)
      isUnderWay.current = true
      setBusy(true)
      try {
        await before?.()
        return await form.handIn((values) => put(judge(values)))
      } catch (error) {
        console.warn('form not handed in', error instanceof Error ? error.name : error)
        return show([{ path: '', text: saveFailed }])
      } finally {
        isUnderWay.current = false
        setBusy(false)
      }
    },
  }
}
