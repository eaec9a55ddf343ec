import { dueOf } from '#domain/tasks/task.ts'
import { validateExtension } from '#domain/tasks/validation.ts'
import { storableText } from '#domain/text.ts'
import { bothForms, readDay } from '#i18n/deadline-words.ts'
import { useTaskTexts } from '#i18n/task-texts.ts'
import { TextArea, TextField } from '#ui/fields.tsx'
import { FormFrame } from './form-frame.tsx'
import { NOTE_MAX, tooLong } from './limits.ts'
import { type FormProps, useTaskForm } from './use-task-form.ts'

/** The unit asks for more time, and says why. [TK8] */
export function ExtensionForm({ task, nowMs }: FormProps) {
  const { tasks: t, deadlines } = useTaskTexts()
  const { card, task: record, deadline } = task.due
  const form = useTaskForm(task, 'extension', { before: '', reason: '' }, ({ before, reason }) => {
    const day = readDay(before, nowMs)
    const text = storableText(reason)
    const issues = [
      ...(before.trim() === '' ? [{ code: 'V01' as const, path: 'before', params: {} }] : []),
      ...(before.trim() !== '' && day === null ? [{ path: 'before', text: t.dayUnread }] : []),
      ...(day === null ? [] : validateExtension(day, dueOf(record, card.before))),
      ...(text.trim() === '' ? [{ code: 'V01' as const, path: 'reason', params: {} }] : []),
      ...tooLong(t, 'reason', t.fields.reason, text, NOTE_MAX),
    ]
    return issues.length > 0
      ? { ok: false, issues }
      : { ok: true, name: 'task.askExtension', args: { before: day, reason: text } }
  })
  return (
    <FormFrame task={task} title={t.acts.extension} button={t.sendAsk} form={form}>
      <p className="small">{`${t.due}: ${bothForms(deadlines, deadline, nowMs)}`}</p>
      <TextField
        id="field-before"
        label={t.askBefore}
        hint={t.dayHint}
        inputMode="text"
        error={form.errorAt('before')}
        value={form.values?.before ?? ''}
        onChange={(before) => form.set({ before })}
      />
      <TextArea
        id="field-reason"
        label={t.fields.reason}
        rows={4}
        maxLength={NOTE_MAX}
        counter
        error={form.errorAt('reason')}
        value={form.values?.reason ?? ''}
        onChange={(reason) => form.set({ reason })}
      />
    </FormFrame>
  )
}
