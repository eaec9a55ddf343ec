import { useState } from 'react'
import type { Day } from '#domain/deadlines/days.ts'
import type { StoredRecord } from '#domain/records.ts'
import { dueOf, openAskOf, type Task } from '#domain/tasks/task.ts'
import { validateExtension } from '#domain/tasks/validation.ts'
import { fullDay, readDay } from '#i18n/deadline-words.ts'
import { useTaskTexts } from '#i18n/task-texts.ts'
import { taskIssueText } from '#i18n/task-words.ts'
import { useServices } from '#sync/services.tsx'
import { useKeptWords } from '#sync/use-kept-words.ts'
import { Button } from '#ui/button.tsx'
import { AskDialog } from '#ui/dialog.tsx'
import { TextArea, TextField } from '#ui/fields.tsx'
import { ActProblem } from '../act-problem.tsx'
import { type Asked, useAsking, useWords } from '../use-asking.ts'
import { type TaskAct, taskActsFor, taskChangeFor } from './task-acts.ts'

/** What the office may do now. Each act is a change like any other: kept here first, sent once. [TK9] */
export function TaskActBar({ task, before, seeds }: { task: Task; before: Day; seeds: StoredRecord[] }) {
  const { actor } = useServices()
  const { desk: t } = useTaskTexts().tasks
  const { problem, asking, ask, asked } = useAsking<TaskAct>()
  const acts = taskActsFor(actor, task)
  if (acts.length === 0) return null
  return (
    <>
      <ActProblem problem={problem} />
      <div className="desk-acts">
        {acts.map((act) => (
          <Button key={act} kind={act === 'accept' ? 'primary' : 'ghost'} onClick={() => ask(act)}>
            {t[act]}
          </Button>
        ))}
      </div>
      {asking && (
        <Ask
          act={asking}
          task={task}
          due={dueOf(task, before)}
          asked={asked}
          onDo={(formId, text, day) => asked.onDo({ ...taskChangeFor(asking, task, text, day), seeds, formId })}
        />
      )}
    </>
  )
}

function Ask({
  act,
  task,
  due,
  asked: { problem, onClose },
  onDo,
}: {
  act: TaskAct
  task: Task
  due: Day
  asked: Asked
  onDo(formId: string, text: string, before: Day | null): Promise<boolean>
}) {
  const { clock } = useServices()
  const texts = useTaskTexts()
  const { tasks: t } = texts
  const judge = useWords()
  const words = useKeptWords(`${task.id} ${act}`)
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
    const said = judge(words.text, label, { needed: act !== 'accept' })
    const wrong = {
      ...(said.wrong ? { text: said.wrong } : {}),
      ...(isExtension && day === null ? { day: t.dayUnread } : {}),
      ...(issue ? { day: taskIssueText(texts, issue) } : {}),
    }
    setErrors(wrong)
    if (Object.keys(wrong).length === 0) void words.handIn((formId) => onDo(formId, said.words, day))
  }
  return (
    <AskDialog
      open
      kept={words}
      title={t.desk[act]}
      confirm={t.desk.doIt}
      cancel={t.desk.stop}
      onConfirm={submit}
      onClose={onClose}
    >
      <ActProblem problem={problem} />
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
      <TextArea
        id="desk-task-text"
        label={label}
        rows={3}
        error={errors.text}
        value={words.text}
        onChange={words.set}
      />
    </AskDialog>
  )
}
