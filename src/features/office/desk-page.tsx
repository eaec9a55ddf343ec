import { QueryClientProvider } from '@tanstack/react-query'
import { useParams } from 'wouter'
import { useTexts } from '#i18n/texts.ts'
import { useServices } from '#sync/services.tsx'
import { Empty } from '#ui/states.tsx'
import { DeskDetail } from './desk-detail.tsx'
import { DeskList } from './desk-list.tsx'
import './desk.css'
import { clientFor, useRefetchOnNews } from './queries.ts'

/** `/ban-dieu-hanh`: the list and one incident beside each other; on a phone one after the other. */
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
  const { office: t } = useTexts()
  useRefetchOnNews()
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
