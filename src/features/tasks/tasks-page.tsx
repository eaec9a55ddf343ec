import { useTaskTexts } from '#i18n/task-texts.ts'
import { Screen } from '#ui/screen.tsx'
import { Empty } from '#ui/states.tsx'
import { useWide } from '#ui/wide.ts'
import { TaskList } from './task-list.tsx'

/** `/nhiem-vu`: the list on a phone; in a wide window the list stands beside, and this is where a task will open. */
export function TasksPage() {
  const { tasks: t } = useTaskTexts()
  return (
    <Screen title={t.title} back="/han-nop">
      {useWide() ? (
        <Empty icon="check" title={t.pick}>
          {t.pickText}
        </Empty>
      ) : (
        <TaskList />
      )}
    </Screen>
  )
}

/** The list beside a task, in a wide window. */
export function TasksPane() {
  const { tasks: t } = useTaskTexts()
  return (
    <section className="screen-body" aria-label={t.listLabel}>
      <TaskList />
    </section>
  )
}
