import { useParams } from 'wouter'
import { useTaskTexts } from '#i18n/task-texts.ts'
import { Panes } from '../panes.tsx'
import { TaskDetail } from './task-detail.tsx'
import { DeskTaskList } from './task-list.tsx'

/** The desk's tasks: a list and one of it beside each other. */
export function TaskPanes() {
  const { taskId } = useParams<{ taskId?: string }>()
  const { tasks } = useTaskTexts()
  return (
    <Panes
      list={<DeskTaskList chosen={taskId} />}
      detail={taskId ? <TaskDetail key={taskId} id={taskId} /> : null}
      empty={{ title: tasks.desk.chooseOne, text: tasks.desk.chooseOneHint }}
    />
  )
}
