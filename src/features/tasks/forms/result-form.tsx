import { productsOf } from '#domain/tasks/task.ts'
import { validateResult } from '#domain/tasks/validation.ts'
import { storableText } from '#domain/text.ts'
import { useTaskTexts } from '#i18n/task-texts.ts'
import { ButtonLink } from '#ui/button.tsx'
import { TextArea } from '#ui/fields.tsx'
import { FormFrame } from './form-frame.tsx'
import { NOTE_MAX, tooLong } from './limits.ts'
import { type FormProps, useTaskForm } from './use-task-form.ts'

/** The unit hands in its result: words, products, or both. [TK7] */
export function ResultForm({ task }: FormProps) {
  const { tasks: t } = useTaskTexts()
  const products = productsOf(task.due.task).length
  const form = useTaskForm(task, 'result', { note: '' }, ({ note }) => {
    const text = storableText(note)
    const issues = [...validateResult(text, products), ...tooLong(t, 'note', t.fields.note, text, NOTE_MAX)]
    return issues.length > 0 ? { ok: false, issues } : { ok: true, name: 'task.report', args: { note: text } }
  })
  return (
    <FormFrame task={task} title={t.acts.result} button={t.sendResult} form={form}>
      <TextArea
        id="field-note"
        label={t.fields.note}
        hint={t.resultHint}
        rows={6}
        maxLength={NOTE_MAX}
        counter
        error={form.errorAt('note')}
        value={form.values?.note ?? ''}
        onChange={(note) => form.set({ note })}
      />
      <p className="small">{t.productsSoFar(products)}</p>
      {task.due.state !== 'reported' && (
        <ButtonLink kind="ghost" icon="plus" href={`/nhiem-vu/${task.due.key}/san-pham`} wide>
          {t.acts.product}
        </ButtonLink>
      )}
    </FormFrame>
  )
}
