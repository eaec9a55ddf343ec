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

  function judged(typed: string): CommentProblem | null {
    const text = storableText(typed).trim()
    if (!isComment(text)) return { kind: 'empty', at: clock() }
    return text.length > COMMENT_MAX ? { kind: 'too-long', at: clock() } : null
  }

  async function put({ text }: { text: string }): Promise<boolean> {
    const found = judged(text)
    setProblem(found)
    if (found) return false
    const result = await mutate({ ...changeOf(storableText(text).trim()), formId })
    if (!result.ok) setProblem({ kind: 'refused', refusal: result.error, at: clock() })
    return result.ok
  }

  async function send(): Promise<void> {
    if (isUnderWay.current) return
    isUnderWay.current = true
    setBusy(true)
    try {
      if (await form.handIn(put)) form.clear()
    } catch (error) {
      console.warn('comment not saved', error instanceof Error ? error.name : error)
      setProblem({ kind: 'failed', at: clock() })
    } finally {
      isUnderWay.current = false
      setBusy(false)
    }
  }
  return { text: form.values?.text ?? '', set: (text: string) => form.set({ text }), send, busy, problem }
}
