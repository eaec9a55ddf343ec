import { Suspense } from 'react'
import { useParams } from 'wouter'
import { canGive } from '#domain/access/can.ts'
import { bodyOf } from '#domain/tasks/given-card.ts'
import { useGivenTexts } from '#i18n/given-texts.ts'
import { useOfficeTexts } from '#i18n/office-texts.ts'
import { useServices } from '#sync/services.tsx'
import { useServerNow } from '#sync/use-server-now.ts'
import { part } from '#ui/part.tsx'
import { Screen } from '#ui/screen.tsx'
import { Empty, Failed, Loading } from '#ui/states.tsx'
import { DeskRoot, Panes } from '../panes.tsx'
import { useRefetchOnNews } from '../queries.ts'
import { failureText } from '../words.ts'
import { GivenList } from './given-list.tsx'
import { GivingDetail } from './giving-detail.tsx'
import { isAhead, useDeskGiving } from './use-desk-given.ts'

const AREA = '/ban-dieu-hanh/giao-viec'
/** What few come for waits until they do. */
const GivingForm = part(async () => (await import('./desk-giving-form.tsx')).GivingForm)
const AddUnits = part(async () => (await import('./desk-giving-add.tsx')).AddUnits)
const PartDetail = part(async () => (await import('./desk-given-part.tsx')).PartDetail)

/** `/ban-dieu-hanh/giao-viec`: what the office gave outside of the plan, and one of it or its form beside the list. [GV1] */
export function DeskGivenPage() {
  return (
    <DeskRoot>
      <Given />
    </DeskRoot>
  )
}

function Given() {
  const { givingId, part: of } = useParams<{ givingId?: string; part?: string }>()
  const t = useGivenTexts()
  const office = useOfficeTexts()
  const { actor } = useServices()
  useRefetchOnNews()
  const detail =
    givingId === undefined ? null : givingId === 'moi' ? (
      canGive(actor, 'brief') ? (
        <GivingForm giving={null} />
      ) : (
        <Gone />
      )
    ) : (
      <One key={`${givingId} ${of}`} id={givingId} of={of} />
    )
  return (
    <Panes
      list={<GivenList chosen={givingId} />}
      detail={detail && <Suspense fallback={<Loading label={office.loading} />}>{detail}</Suspense>}
      empty={{ title: t.chooseOne, text: t.chooseOneHint }}
    />
  )
}

/** @property of a unit's id, `sua` for the form of a change, `them` for more units, nothing for all units together */
function One({ id, of }: { id: string; of: string | undefined }) {
  const t = useGivenTexts()
  const office = useOfficeTexts()
  const { actor } = useServices()
  const nowMs = useServerNow()
  const answer = useDeskGiving(id)
  const { data } = answer
  if (data) {
    const stale = answer.isError ? failureText(office, answer.error) : null
    if (of === undefined) return <GivingDetail giving={data.giving} units={data.units} stale={stale} />
    const body = bodyOf(data.giving)
    if (of === 'them' && canGive(actor, body.kind) && isAhead(body, nowMs)) return <AddUnits giving={data.giving} />
    if (of === 'sua' && canGive(actor, body.kind)) return <GivingForm giving={data.giving} />
    const one = data.units.find(({ unitId }) => unitId === of)
    return one ? <PartDetail answer={data} part={one} stale={stale} /> : <Gone />
  }
  return (
    <Screen title={t.title} back={AREA}>
      {answer.isPending && <Loading label={office.loading} />}
      {answer.isError && (
        <Failed title={t.goneTitle} onRetry={() => void answer.refetch()}>
          {failureText(office, answer.error)}
        </Failed>
      )}
    </Screen>
  )
}

function Gone() {
  const t = useGivenTexts()
  return (
    <Screen title={t.goneTitle} back={AREA}>
      <Empty icon="search" title={t.gone} />
    </Screen>
  )
}
