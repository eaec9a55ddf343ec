import { useLocation } from 'wouter'
import type { Day } from '#domain/deadlines/days.ts'
import type { TaskIssue } from '#domain/tasks/validation.ts'
import { fullDay } from '#i18n/deadline-words.ts'
import { useTaskTexts } from '#i18n/task-texts.ts'
import { taskIssueText } from '#i18n/task-words.ts'
import { useTexts } from '#i18n/texts.ts'
import { type FormError, useHandIn } from '#sync/use-hand-in.ts'
import { useKeptForm } from '#sync/use-kept-form.ts'
import type { PictureParts } from '../pictures.ts'
import type { TaskOnDevice } from '../read-task.ts'
import { keyOf } from '../use-task.ts'

export interface FormProps {
  task: TaskOnDevice
  nowMs: number
  pictures: PictureParts
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
  before?: () => Promise<unknown>,
) {
  const { card } = task.due
  const formId = `${card.id} ${act}`
  const form = useKeptForm<V>(formId, empty)
  const texts = useTaskTexts()
  const { refusals } = useTexts()
  const [, navigate] = useLocation()
  const { errors, busy, errorAt, handIn } = useHandIn(form, {
    formId,
    before,
    refusalText: ({ code, details }) => refusals[code](details),
    saveFailed: texts.tasks.saveFailed,
  })
  const submit = async () => {
    const isIn = await handIn((values) => {
      const built = build(values)
      return built.ok
        ? { ok: true, change: { name: built.name, args: { ...keyOf(card), ...built.args } } }
        : { ok: false, errors: built.issues.map((issue) => ('code' in issue ? errorOf(issue) : issue)) }
    })
    if (isIn) navigate(`/nhiem-vu/${card.id}`, { replace: true })
  }
  return { ...form, busy, submit, errors, errorAt }

  function errorOf(issue: TaskIssue): FormError {
    const due = issue.params.due
    const params = typeof due === 'string' ? { ...issue.params, due: fullDay(due as Day) } : issue.params
    return { path: issue.path, text: taskIssueText(texts, { ...issue, params }) }
  }
}
