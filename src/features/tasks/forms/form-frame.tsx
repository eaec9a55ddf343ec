import type { ReactNode } from 'react'
import type { Instant } from '#domain/time.ts'
import { formatTime } from '#i18n/dates.ts'
import { useTaskTexts } from '#i18n/task-texts.ts'
import { useTexts } from '#i18n/texts.ts'
import type { Keeping } from '#sync/kept-form.ts'
import type { FormError } from '#sync/use-hand-in.ts'
import { Button } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'
import { Screen } from '#ui/screen.tsx'
import { Loading } from '#ui/states.tsx'
import { StepForm } from '#ui/step-form.tsx'
import { ErrorSummary } from '#ui/summary.tsx'
import type { TaskOnDevice } from '../read-task.ts'

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
    keeping: Keeping
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
    <StepForm onSubmit={form.submit}>
      <Screen
        title={title}
        eyebrow={task.due.card.title}
        back={`/nhiem-vu/${task.due.key}`}
        {...(errors.list.length > 0 ? { documentTitle: `${common.errorPrefix}${title}` } : {})}
        status={
          <p className="small">
            {form.keeping === 'waiting' ? t.saving : savedAt ? t.savedDraft(formatTime(savedAt)) : t.keptHere}
          </p>
        }
        actions={
          <Button kind="primary" wide type="submit" busy={busy}>
            {button}
          </Button>
        }
      >
        {form.keeping === 'trouble' && <Notice tone="alarm" title={sync.line.unsaved} />}
        {errors.list.length > 0 && <ErrorSummary key={errors.at} title={t.errors} errors={errors.list} />}
        {form.values ? children : <Loading label={t.loading} />}
      </Screen>
    </StepForm>
  )
}
