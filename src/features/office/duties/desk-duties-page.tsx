import { QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useParams } from 'wouter'
import { readObligationKey } from '#domain/deadlines/obligation-id.ts'
import { usePageTexts } from '#i18n/page-texts.ts'
import { useServices } from '#sync/services.tsx'
import { Loading } from '#ui/states.tsx'
import '../desk.css'
import { clientFor, useRefetchOnNews } from '../queries.ts'
import { DutyList } from './duty-list.tsx'
import { DutyRates } from './duty-rates.tsx'
import { useDeskDuties } from './use-desk-duties.ts'

const DutyDetail = lazy(async () => ({ default: (await import('./desk-duty.tsx')).DutyDetail }))

/** `/ban-dieu-hanh/han`: the units beside one of them, or beside the rates; on a phone one after the other. */
export function DeskDutiesPage() {
  const { active } = useServices()
  return (
    <QueryClientProvider client={clientFor(active.profile.accountId)}>
      <Panes />
    </QueryClientProvider>
  )
}

function Panes() {
  const { duty } = useParams<{ duty?: string }>()
  const name = duty === undefined ? undefined : decodeURIComponent(duty)
  const key = name === undefined ? null : readObligationKey(name)
  const found = useDeskDuties(key)
  const { office } = usePageTexts()
  useRefetchOnNews()
  return (
    <div className={name ? 'desk desk-chosen' : 'desk'}>
      <div className="desk-list">
        <DutyList found={found} chosen={name} />
      </div>
      <div className={name ? 'desk-detail' : 'desk-detail desk-below'}>
        {name ? (
          <Suspense fallback={<Loading label={office.loading} />}>
            <DutyDetail key={name} dutyKey={key} found={found} />
          </Suspense>
        ) : (
          found.list.data && <DutyRates answer={found.list.data} />
        )}
      </div>
    </div>
  )
}
