import { useRef, useState } from 'react'
import { useLocation } from 'wouter'
import type { Day } from '#domain/deadlines/days.ts'
import type { TaskIssue } from '#domain/tasks/validation.ts'
import { fullDay } from '#i18n/deadline-words.ts'
import { useTaskTexts } from '#i18n/task-texts.ts'
import { taskIssueText } from '#i18n/task-words.ts'
import { useTexts } from '#i18n/texts.ts'
import { useServices } from '#sync/services.tsx'
import { useKeptForm } from '#sync/use-kept-form.ts'
import type { PictureParts } from '../pictures.ts'
import type { TaskOnDevice } from '../read-task.ts'
import { keyOf } from '../use-task.ts'

export interface FormProps {
  task: TaskOnDevice
  nowMs: number
  pictures: PictureParts
}

export interface FormError {
  path: string
  text: string
}

/** What a form comes to: an act, or what is still open, by the rules of the domain. */
export type Built = { ok: true; name: string; args: object } | { ok: false; issues: readonly (TaskIssue | FormError)[] }

/**
 * One short form about one task: kept while it is written, judged when it is handed in and not before, and gone in
 * the transaction that puts the act in line.
 */
export function useTaskForm<V extends Record<string, string | number | null>>(
  task: TaskOnDevice,
  act: string,
  empty: V,
  build: (values: V) => Built,
  /** what must be done before anything is put in line */
  before: () => Promise<unknown> = async () => undefined,
) {
  const { card } = task.due
  const formId = `${card.id} ${act}`
  const form = useKeptForm<V>(formId, empty)
  const texts = useTaskTexts()
  const { refusals } = useTexts()
  const { mutate } = useServices()
  const [, navigate] = useLocation()
  const [errors, setErrors] = useState<{ at: number; list: FormError[] }>({ at: 0, list: [] })
  const [busy, setBusy] = useState(false)
  const isUnderWay = useRef(false)

  const show = (list: FormError[]) => setErrors(({ at }) => ({ at: at + 1, list }))
  const submit = async () => {
    if (isUnderWay.current || !form.values) return
    const built = build(form.values)
    if (!built.ok) return show(built.issues.map((issue) => ('code' in issue ? errorOf(issue) : issue)))
    isUnderWay.current = true
    setBusy(true)
    try {
      await before()
      const result = await mutate({ name: built.name, args: { ...keyOf(card), ...built.args }, formId })
      if (!result.ok) return show([{ path: '', text: refusals[result.error.code](result.error.details) }])
      form.forget()
      navigate(`/nhiem-vu/${card.id}`, { replace: true })
    } catch (error) {
      console.warn('act not saved', error instanceof Error ? error.name : error)
      show([{ path: '', text: texts.tasks.saveFailed }])
    } finally {
      isUnderWay.current = false
      setBusy(false)
    }
  }
  return {
    ...form,
    busy,
    submit,
    errors,
    errorAt: (path: string) => errors.list.find((error) => error.path === path)?.text,
  }

  function errorOf(issue: TaskIssue): FormError {
    const due = issue.params.due
    const params = typeof due === 'string' ? { ...issue.params, due: fullDay(due as Day) } : issue.params
    return { path: issue.path, text: taskIssueText(texts, { ...issue, params }) }
  }
}
