import { lazy, Suspense } from 'react'
import { useParams } from 'wouter'
import { readObligationKey } from '#domain/deadlines/obligation-id.ts'
import { useOfficeTexts } from '#i18n/office-texts.ts'
import { Loading } from '#ui/states.tsx'
import { DeskRoot, Panes } from '../panes.tsx'
import { useRefetchOnNews } from '../queries.ts'
import { DutyList } from './duty-list.tsx'
import { DutyRates } from './duty-rates.tsx'
import { useDeskDuties } from './use-desk-duties.ts'

const DutyDetail = lazy(async () => ({ default: (await import('./desk-duty.tsx')).DutyDetail }))

/** `/ban-dieu-hanh/han`: the units beside one of them, or beside the rates; on a phone one after the other. */
export function DeskDutiesPage() {
  return (
    <DeskRoot>
      <Duties />
    </DeskRoot>
  )
}

function Duties() {
  const { duty } = useParams<{ duty?: string }>()
  const name = duty === undefined ? undefined : decodeURIComponent(duty)
  const key = name === undefined ? null : readObligationKey(name)
  const found = useDeskDuties(key)
  const office = useOfficeTexts()
  useRefetchOnNews()
  return (
    <Panes
      list={<DutyList found={found} chosen={name} />}
      detail={
        name ? (
          <Suspense fallback={<Loading label={office.loading} />}>
            <DutyDetail key={name} dutyKey={key} found={found} />
          </Suspense>
        ) : null
      }
      empty={{ below: found.list.data && <DutyRates answer={found.list.data} /> }}
    />
  )
}
