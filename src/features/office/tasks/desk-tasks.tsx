import { useParams } from 'wouter'
import { useTaskTexts } from '#i18n/task-texts.ts'
import { Empty } from '#ui/states.tsx'
import { TaskDetail } from './task-detail.tsx'
import { DeskTaskList } from './task-list.tsx'

/** The desk's tasks: a list and one of it beside each other. */
export function TaskPanes() {
  const { taskId } = useParams<{ taskId?: string }>()
  const { tasks } = useTaskTexts()
  return (
    <div className={taskId ? 'desk desk-chosen' : 'desk'}>
      <div className="desk-list">
        <DeskTaskList chosen={taskId} />
      </div>
      <div className="desk-detail">
        {taskId ? (
          <TaskDetail key={taskId} id={taskId} />
        ) : (
          <Empty icon="desk" title={tasks.desk.chooseOne}>
            {tasks.desk.chooseOneHint}
          </Empty>
        )}
      </div>
    </div>
  )
}
