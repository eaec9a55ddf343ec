import { percentOf } from '#domain/tasks/task.ts'
import { storableText } from '#domain/text.ts'
import { useTaskTexts } from '#i18n/task-texts.ts'
import { Choices } from '#ui/choices.tsx'
import { TextArea } from '#ui/fields.tsx'
import { FormFrame } from './form-frame.tsx'
import { NOTE_MAX, tooLong } from './limits.ts'
import { type FormProps, useTaskForm } from './use-task-form.ts'

/** Steps that a thumb can hit; nobody knows it to the percent. */
const STEPS = [10, 25, 50, 75, 90, 100] as const

/** How far it is, in the unit's own reckoning. */
export function ProgressForm({ task }: FormProps) {
  const { tasks: t } = useTaskTexts()
  const empty = { percent: null as number | null, note: '' }
  const form = useTaskForm(task, 'progress', empty, ({ percent, note }) => {
    const text = storableText(note)
    const long = tooLong(t, 'note', t.progressNote, text, NOTE_MAX)
    if (percent === null) return { ok: false, issues: [{ code: 'V01' as const, path: 'percent', params: {} }, ...long] }
    return long.length > 0
      ? { ok: false, issues: long }
      : { ok: true, name: 'task.progress', args: { percent, note: text } }
  })
  return (
    <FormFrame task={task} title={t.acts.progress} button={t.saveProgress} form={form}>
      <p className="small">{`${t.progress}: ${t.percent(percentOf(task.due.task))}`}</p>
      <Choices
        id="field-percent"
        legend={t.fields.percent}
        columns={3}
        error={form.errorAt('percent')}
        options={STEPS.map((step) => ({ value: `${step}`, label: t.percent(step) }))}
        value={form.values?.percent == null ? null : `${form.values.percent}`}
        onChange={(percent) => form.set({ percent: Number(percent) })}
      />
      <TextArea
        id="field-note"
        label={t.progressNote}
        optional
        rows={4}
        maxLength={NOTE_MAX}
        error={form.errorAt('note')}
        value={form.values?.note ?? ''}
        onChange={(note) => form.set({ note })}
      />
    </FormFrame>
  )
}
