import { productsOf, RESULT_MAX } from '#domain/tasks/task.ts'
import { validateResult } from '#domain/tasks/validation.ts'
import { storableText } from '#domain/text.ts'
import { useTaskTexts } from '#i18n/task-texts.ts'
import { ButtonLink } from '#ui/button.tsx'
import { TextArea } from '#ui/fields.tsx'
import { FormFrame } from './form-frame.tsx'
import { tooLong } from './limits.ts'
import { type FormProps, useTaskForm } from './use-task-form.ts'

/** The unit hands in its result: words, products, or both; to a brief, its answer. [TK7, GV2] */
export function ResultForm({ task }: FormProps) {
  const { tasks: t } = useTaskTexts()
  const { card } = task.due
  const isBrief = card.role === 'given' && card.body.kind === 'brief'
  const products = productsOf(task.due.task).length
  const form = useTaskForm(task, 'result', { note: '' }, ({ note }) => {
    const text = storableText(note)
    const issues = [...validateResult(text, products), ...tooLong(t, 'note', t.fields.note, text, RESULT_MAX)]
    return issues.length > 0 ? { ok: false, issues } : { ok: true, name: 'task.report', args: { note: text } }
  })
  return (
    <FormFrame
      task={task}
      title={isBrief ? t.answer : t.acts.result}
      button={isBrief ? t.sendAnswer : t.sendResult}
      form={form}
    >
      {isBrief && <p className="prose">{card.body.ask}</p>}
      <TextArea
        id="field-note"
        label={isBrief ? t.answer : t.fields.note}
        hint={isBrief ? t.answerHint : t.resultHint}
        rows={isBrief ? 10 : 6}
        maxLength={RESULT_MAX}
        counter
        error={form.errorAt('note')}
        value={form.values?.note ?? ''}
        onChange={(note) => form.set({ note })}
      />
      {!isBrief && <p className="small">{t.productsSoFar(products)}</p>}
      {task.due.state !== 'reported' && !isBrief && (
        <ButtonLink kind="ghost" icon="plus" href={`/nhiem-vu/${task.due.key}/san-pham`} wide>
          {t.acts.product}
        </ButtonLink>
      )}
    </FormFrame>
  )
}
