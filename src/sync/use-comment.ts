import { useRef, useState } from 'react'
import { COMMENT_MAX, isComment } from '#domain/comment.ts'
import type { Refusal } from '#domain/refusals.ts'
import { storableText } from '#domain/text.ts'
import type { PlainChange } from '#storage/mutate.ts'
import { useServices } from './services.tsx'
import { useKeptForm } from './use-kept-form.ts'

/** Why a comment did not leave its field; `at` tells one try from the next. */
export type CommentProblem = { at: number } & (
  | { kind: 'empty' | 'too-long' | 'failed' }
  | { kind: 'refused'; refusal: Refusal }
)

/**
 * A comment on its way: kept while it is written, in line and out of its field in one transaction. [CM1, DR5]
 * @param entity the record it is about
 * @param changeOf the change that carries the text
 */
export function useComment(entity: string, changeOf: (text: string) => Omit<PlainChange, 'formId'>) {
  const { mutate, clock } = useServices()
  const formId = `${entity} comment`
  const form = useKeptForm(formId, { text: '' })
  const [problem, setProblem] = useState<CommentProblem | null>(null)
  const [busy, setBusy] = useState(false)
  const isUnderWay = useRef(false)

  async function put(): Promise<CommentProblem | null> {
    const text = storableText(form.values?.text ?? '').trim()
    if (!isComment(text)) return { kind: 'empty', at: clock() }
    if (text.length > COMMENT_MAX) return { kind: 'too-long', at: clock() }
    form.forget()
    try {
      const result = await mutate({ ...changeOf(text), formId })
      if (!result.ok) return { kind: 'refused', refusal: result.error, at: clock() }
      form.clear()
      return null
    } catch (error) {
      console.warn('comment not saved', error instanceof Error ? error.name : error)
      return { kind: 'failed', at: clock() }
    }
  }

  async function send(): Promise<void> {
    if (isUnderWay.current) return
    isUnderWay.current = true
    setBusy(true)
    const found = await put()
    // words that stay in the field are kept on
    if (found && form.values) form.set(form.values)
    setProblem(found)
    isUnderWay.current = false
    setBusy(false)
  }
  return { text: form.values?.text ?? '', set: (text: string) => form.set({ text }), send, busy, problem }
}
