import { QueryClientProvider } from '@tanstack/react-query'
import { useLocation, useParams } from 'wouter'
import { usePageTexts } from '#i18n/page-texts.ts'
import { useTaskTexts } from '#i18n/task-texts.ts'
import { useServices } from '#sync/services.tsx'
import { Empty } from '#ui/states.tsx'
import { DeskDetail } from './desk-detail.tsx'
import { DeskList } from './desk-list.tsx'
import './desk.css'
import { clientFor, useRefetchOnNews } from './queries.ts'
import { TaskDetail } from './tasks/task-detail.tsx'
import { DeskTaskList } from './tasks/task-list.tsx'

/** `/ban-dieu-hanh`: a list and one of it beside each other, incidents or tasks; on a phone one after the other. */
export function DeskPage() {
  const { active } = useServices()
  return (
    <QueryClientProvider client={clientFor(active.profile.accountId)}>
      <Panes />
    </QueryClientProvider>
  )
}

function Panes() {
  const { incidentId } = useParams<{ incidentId?: string }>()
  const [location] = useLocation()
  const { office: t } = usePageTexts()
  useRefetchOnNews()
  if (location.startsWith('/ban-dieu-hanh/nhiem-vu')) return <TaskPanes />
  return (
    <div className={incidentId ? 'desk desk-chosen' : 'desk'}>
      <div className="desk-list">
        <DeskList chosen={incidentId} />
      </div>
      <div className="desk-detail">
        {incidentId ? (
          <DeskDetail key={incidentId} id={incidentId} />
        ) : (
          <Empty icon="desk" title={t.chooseOne}>
            {t.chooseOneHint}
          </Empty>
        )}
      </div>
    </div>
  )
}

function TaskPanes() {
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
