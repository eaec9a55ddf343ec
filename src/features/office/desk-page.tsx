import { Suspense } from 'react'
import { useLocation, useParams } from 'wouter'
import { usePageTexts } from '#i18n/page-texts.ts'
import { part } from '#ui/part.tsx'
import { Loading } from '#ui/states.tsx'
import { DeskDetail } from './desk-detail.tsx'
import { DeskList } from './desk-list.tsx'
import { DeskRoot, Panes } from './panes.tsx'
import { useRefetchOnNews } from './queries.ts'

const TaskPanes = part(async () => (await import('./tasks/desk-tasks.tsx')).TaskPanes)

/** `/ban-dieu-hanh`: a list and one of it beside each other, incidents or tasks; on a phone one after the other. */
export function DeskPage() {
  return (
    <DeskRoot>
      <Incidents />
    </DeskRoot>
  )
}

function Incidents() {
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
    <Panes
      list={<DeskList chosen={incidentId} />}
      detail={incidentId ? <DeskDetail key={incidentId} id={incidentId} /> : null}
      empty={{ title: t.chooseOne, text: t.chooseOneHint }}
    />
  )
}
