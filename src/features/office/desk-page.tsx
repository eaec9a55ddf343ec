import { QueryClientProvider } from '@tanstack/react-query'
import { Suspense } from 'react'
import { useLocation, useParams } from 'wouter'
import { usePageTexts } from '#i18n/page-texts.ts'
import { useServices } from '#sync/services.tsx'
import { part } from '#ui/part.tsx'
import { Empty, Loading } from '#ui/states.tsx'
import { DeskDetail } from './desk-detail.tsx'
import { DeskList } from './desk-list.tsx'
import './desk.css'
import { clientFor, useRefetchOnNews } from './queries.ts'

const TaskPanes = part(async () => (await import('./tasks/desk-tasks.tsx')).TaskPanes)

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
  if (location.startsWith('/ban-dieu-hanh/nhiem-vu'))
    return (
      <Suspense fallback={<Loading label={t.loading} />}>
        <TaskPanes />
      </Suspense>
    )
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
