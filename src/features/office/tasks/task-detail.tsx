import { useOfficeTexts } from '#i18n/office-texts.ts'
import { useTaskTexts } from '#i18n/task-texts.ts'
import type { DeskTask } from '#protocol/office.ts'
import { Screen } from '#ui/screen.tsx'
import { Empty, Failed, Loading } from '#ui/states.tsx'
import { useDeskTasks } from '../queries.ts'
import { failureText } from '../words.ts'
import { TaskAtDesk } from './task-at-desk.tsx'
import { seedsOf, usePlanRows } from './task-pending.ts'

const LIST = '/ban-dieu-hanh/nhiem-vu'

/** One task of the plan at the desk. */
export function TaskDetail({ id }: { id: string }) {
  const { tasks: t } = useTaskTexts()
  const office = useOfficeTexts()
  const list = useDeskTasks()
  const line = list.data?.tasks.find(({ task }) => task.id === id)
  if (line) return <Found line={line} stale={list.isError ? failureText(office, list.error) : null} />
  return (
    <Screen title={list.data ? t.desk.goneTitle : t.desk.title} back={LIST}>
      {list.isPending && <Loading label={office.loading} />}
      {list.isError && !list.data && (
        <Failed title={office.failedTitle} onRetry={() => void list.refetch()}>
          {failureText(office, list.error)}
        </Failed>
      )}
      {list.data && <Empty icon="check" title={t.desk.gone} />}
    </Screen>
  )
}

function Found({ line, stale }: { line: DeskTask; stale: string | null }) {
  const { tasks: t } = useTaskTexts()
  const plan = usePlanRows(line.task.planId)
  const { place } = line.task
  return (
    <TaskAtDesk
      title={line.title}
      eyebrow={'quarter' in place ? `${line.unitName} · ${t.quarter(place.quarter)}` : line.unitName}
      back={LIST}
      task={line.task}
      before={line.due}
      seeds={seedsOf(line)}
      reads={plan}
      stale={stale}
    />
  )
}
