import { useState } from 'react'
import type { Day } from '#domain/deadlines/days.ts'
import { dueOf, openAskOf, type Task } from '#domain/tasks/task.ts'
import { validateExtension } from '#domain/tasks/validation.ts'
import { storableText } from '#domain/text.ts'
import { fullDay, readDay } from '#i18n/deadline-words.ts'
import { useTaskTexts } from '#i18n/task-texts.ts'
import { taskIssueText } from '#i18n/task-words.ts'
import type { DeskTask } from '#protocol/office.ts'
import { useServices } from '#sync/services.tsx'
import { Button } from '#ui/button.tsx'
import { AskDialog } from '#ui/dialog.tsx'
import { TextArea, TextField } from '#ui/fields.tsx'
import { ActProblem } from '../act-problem.tsx'
import { usePerform } from '../use-perform.ts'
import { type TaskAct, taskActsFor, taskChangeFor } from './task-acts.ts'
import { seedsOf } from './task-pending.ts'

/** What the office may do now. Each act is a change like any other: kept here first, sent once. [TK9] */
export function TaskActBar({ line, task }: { line: DeskTask; task: Task }) {
  const { actor } = useServices()
  const { desk: t } = useTaskTexts().tasks
  const { perform, problem } = usePerform()
  const [asking, setAsking] = useState<TaskAct | null>(null)
  const acts = taskActsFor(actor, task)
  if (acts.length === 0) return null
  return (
    <>
      <ActProblem problem={problem} />
      <div className="desk-acts">
        {acts.map((act) => (
          <Button key={act} kind={act === 'accept' ? 'primary' : 'ghost'} onClick={() => setAsking(act)}>
            {t[act]}
          </Button>
        ))}
      </div>
      {asking && (
        <Ask
          act={asking}
          task={task}
          due={dueOf(task, line.due)}
          onClose={() => setAsking(null)}
          onDo={async (text, before) => {
            setAsking(null)
            await perform({ ...taskChangeFor(asking, line.task, text, before), seeds: seedsOf(line) })
          }}
        />
      )}
    </>
  )
}

function Ask({
  act,
  task,
  due,
  onClose,
  onDo,
}: {
  act: TaskAct
  task: Task
  due: Day
  onClose(): void
  onDo(text: string, before: Day | null): void
}) {
  const { clock } = useServices()
  const texts = useTaskTexts()
  const { tasks: t } = texts
  const [text, setText] = useState('')
  const [typed, setTyped] = useState(() => {
    const ask = openAskOf(task)
    return ask ? fullDay(ask.before) : ''
  })
  const [errors, setErrors] = useState<{ text?: string; day?: string }>({})
  const isExtension = act === 'grantExtension'
  const label = act === 'accept' ? t.desk.note : t.desk.reason

  const submit = () => {
    const day = isExtension ? readDay(typed, clock()) : null
    const [issue] = day === null ? [] : validateExtension(day, due)
    const wrong = {
      ...(act !== 'accept' && text.trim() === '' ? { text: t.desk.missing(label) } : {}),
      ...(isExtension && day === null ? { day: t.dayUnread } : {}),
      ...(issue ? { day: taskIssueText(texts, issue) } : {}),
    }
    setErrors(wrong)
    if (Object.keys(wrong).length === 0) onDo(storableText(text.trim()), day)
  }
  return (
    <AskDialog open title={t.desk[act]} confirm={t.desk.doIt} cancel={t.desk.stop} onConfirm={submit} onClose={onClose}>
      {isExtension && (
        <TextField
          id="desk-task-day"
          label={t.desk.before}
          hint={t.dayUnread}
          error={errors.day}
          value={typed}
          onChange={setTyped}
        />
      )}
      <TextArea id="desk-task-text" label={label} rows={3} error={errors.text} value={text} onChange={setText} />
    </AskDialog>
  )
}
