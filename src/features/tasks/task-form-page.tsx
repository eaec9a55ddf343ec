import type { ComponentType } from 'react'
import { useParams } from 'wouter'
import { canTask } from '#domain/access/can.ts'
import { isOver } from '#domain/tasks/task.ts'
import { useTaskTexts } from '#i18n/task-texts.ts'
import { useServices } from '#sync/services.tsx'
import { Screen } from '#ui/screen.tsx'
import { Empty, Loading } from '#ui/states.tsx'
import { ExtensionForm } from './forms/extension-form.tsx'
import { ProductForm } from './forms/product-form.tsx'
import { ProgressForm } from './forms/progress-form.tsx'
import { ResultForm } from './forms/result-form.tsx'
import type { FormProps } from './forms/use-task-form.ts'
import type { PictureParts } from './pictures.ts'
import './tasks.css'
import { useTask } from './use-task.ts'

const FORMS: Readonly<Record<string, ComponentType<FormProps>>> = {
  'tien-do': ProgressForm,
  'san-pham': ProductForm,
  'ket-qua': ResultForm,
  'gia-han': ExtensionForm,
}

/** `/nhiem-vu/:taskId/:act`: one short form, kept while it is written. */
export function TaskFormPage({ pictures }: { pictures: PictureParts }) {
  const { tasks: t } = useTaskTexts()
  const { act = '' } = useParams<{ act: string }>()
  const { actor } = useServices()
  const { task, nowMs, id } = useTask()
  const Form = FORMS[act]
  if (task && Form && canTask(actor, 'work', task.due.card) && !isOver(task.due.state))
    return <Form key={act} task={task} nowMs={nowMs} pictures={pictures} />
  return (
    <Screen title={task === undefined ? t.title : t.notFoundTitle} back={task ? `/nhiem-vu/${id}` : '/nhiem-vu'}>
      {task === undefined ? <Loading label={t.loading} /> : <Empty icon="search" title={t.notFound} />}
    </Screen>
  )
}
