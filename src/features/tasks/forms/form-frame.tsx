import type { ReactNode } from 'react'
import type { Instant } from '#domain/time.ts'
import { formatTime } from '#i18n/dates.ts'
import { useTaskTexts } from '#i18n/task-texts.ts'
import { useTexts } from '#i18n/texts.ts'
import { Button } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'
import { Screen } from '#ui/screen.tsx'
import { Loading } from '#ui/states.tsx'
import { ErrorSummary } from '#ui/summary.tsx'
import type { TaskOnDevice } from '../read-task.ts'
import type { FormError } from './use-task-form.ts'

/** The page of a short form: what is wrong on top, one button below, and a word that it is kept. */
export function FormFrame({
  task,
  title,
  button,
  form,
  children,
}: {
  task: TaskOnDevice
  title: string
  button: string
  form: {
    values: object | null
    savedAt: Instant | null
    isUnsaved: boolean
    busy: boolean
    errors: { at: number; list: readonly FormError[] }
    submit(): Promise<void>
  }
  children: ReactNode
}) {
  const { tasks: t } = useTaskTexts()
  const { common, sync } = useTexts()
  const { savedAt, errors, busy } = form
  return (
    <form
      noValidate
      className="step-form"
      onSubmit={(event) => {
        event.preventDefault()
        void form.submit()
      }}
    >
      <Screen
        title={title}
        eyebrow={task.due.card.title}
        back={`/nhiem-vu/${task.due.key}`}
        {...(errors.list.length > 0 ? { documentTitle: `${common.errorPrefix}${title}` } : {})}
        status={<p className="small">{savedAt ? t.savedDraft(formatTime(savedAt)) : t.keptHere}</p>}
        actions={
          <Button kind="primary" wide type="submit" busy={busy}>
            {button}
          </Button>
        }
      >
        {form.isUnsaved && <Notice tone="alarm" title={sync.line.unsaved} />}
        {errors.list.length > 0 && <ErrorSummary key={errors.at} title={t.errors} errors={errors.list} />}
        {form.values ? children : <Loading label={t.loading} />}
      </Screen>
    </form>
  )
}
