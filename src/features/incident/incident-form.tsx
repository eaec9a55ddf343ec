import { useLiveQuery } from 'dexie-react-hooks'
import { type ComponentType, Suspense, useEffect, useRef, useState } from 'react'
import { useLocation, useParams } from 'wouter'
import { rolesFor } from '#domain/access/can.ts'
import { usePageTexts } from '#i18n/page-texts.ts'
import { openDraft } from '#storage/open-draft.ts'
import { readIncident } from '#storage/views.ts'
import { useServices } from '#sync/services.tsx'
import { ButtonLink } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'
import { part } from '#ui/part.tsx'
import { Screen } from '#ui/screen.tsx'
import { Failed, Loading } from '#ui/states.tsx'
import { useFormHistory } from './form-history.ts'
import './incident.css'
import { onItsWay } from './on-its-way.ts'
import { CallStep } from './steps/call-step.tsx'
import { CategoryStep } from './steps/category-step.tsx'
import { PeopleStep } from './steps/people-step.tsx'
import { PlaceStep } from './steps/place-step.tsx'
import { SeverityStep } from './steps/severity-step.tsx'
import type { StepProps } from './steps/step-frame.tsx'
import { isStep, resumedStep, type Step } from './steps.ts'
import { handOver, type OpenDraft, useDraft } from './use-draft.ts'

/** The steps with many words come with react-hook-form and are fetched while the first tiles are read. */
const DetailsStep = part(async () => (await import('./steps/details-step.tsx')).DetailsStep)
const ReviewStep = part(async () => (await import('./steps/review-step.tsx')).ReviewStep)
const TimeStep = part(async () => (await import('./steps/time-step.tsx')).TimeStep)
const SupplementPage = part(async () => (await import('./supplement/supplement-page.tsx')).SupplementPage)

const pageOf: Record<Step, ComponentType<StepProps>> = {
  loai: CategoryStep,
  'muc-do': SeverityStep,
  goi: CallStep,
  noi: PlaceStep,
  luc: TimeStep,
  nguoi: PeopleStep,
  viec: DetailsStep,
  'kiem-tra': ReviewStep,
  'bo-sung': SupplementPage,
}

/** `/su-co/moi` opens a draft and takes its address; `/su-co/:draftId/:step` is one page of it. */
export function IncidentForm() {
  const { draftId, step } = useParams<{ draftId?: string; step?: string }>()
  useEffect(() => {
    const soon = setTimeout(
      () => void Promise.allSettled([DetailsStep.ahead(), ReviewStep.ahead(), import('./incident-page.tsx')]),
      300,
    )
    return () => clearTimeout(soon)
  }, [])
  return draftId === undefined || draftId === 'moi' ? (
    <NewDraft />
  ) : (
    <DraftAt key={draftId} id={draftId} step={step ?? ''} />
  )
}

function NewDraft() {
  const { db, actor, clock, newId } = useServices()
  const [, navigate] = useLocation()
  const { incident: t } = usePageTexts()
  const opened = useRef(false)
  const [failed, setFailed] = useState(false)
  const unitId = actor.grants.find(({ role }) => rolesFor('report').includes(role))?.unitId

  const open = () => {
    if (!unitId) return
    openDraft(db, unitId, clock, newId).then(
      (row) => {
        handOver(row)
        navigate(`/su-co/${row.id}/loai`, { replace: true })
      },
      () => setFailed(true),
    )
  }
  useEffect(() => {
    if (opened.current) return
    opened.current = true
    open()
  })

  if (!unitId) {
    return (
      <Screen title={t.noUnit.title} back="/">
        <Notice tone="info" title={t.noUnit.text} />
      </Screen>
    )
  }
  return (
    <Screen title={t.title} back="/">
      {failed ? (
        <Failed
          title={t.trouble.title}
          onRetry={() => {
            setFailed(false)
            open()
          }}
        />
      ) : (
        <Loading label={t.opening} />
      )}
    </Screen>
  )
}

function DraftAt({ id, step }: { id: string; step: string }) {
  const draft = useDraft(id)
  const { incident: t } = usePageTexts()
  const last = useRef<OpenDraft | null>(null)
  useEffect(() => {
    if (draft) last.current = draft
  })
  if (draft === undefined) {
    return (
      <Screen title={t.title}>
        <Loading label={t.opening} />
      </Screen>
    )
  }
  if (draft) return <StepAt draft={draft} step={step} />
  return last.current && onItsWay.has(id) ? (
    <StepAt draft={last.current} step={step} />
  ) : (
    <Gone incidentId={last.current?.row.incidentId ?? id} />
  )
}

function StepAt({ draft, step }: { draft: OpenDraft; step: string }) {
  const { incident: t } = usePageTexts()
  const { id, report } = draft.row
  const history = useFormHistory(id)
  const fits = isStep(step) && (step === 'bo-sung') === (report !== 'initial')
  const { flush } = draft

  useEffect(() => {
    if (fits) void flush(step)
    else history.replace(resumedStep(draft.row.step, report))
  }, [fits, step, flush, history, draft.row.step, report])

  if (!fits) return null
  const Page = pageOf[step]
  return (
    <Suspense
      fallback={
        <Screen title={t.title}>
          <Loading label={t.opening} />
        </Screen>
      }
    >
      <Page draft={draft} history={history} step={step} />
    </Suspense>
  )
}

/** Sent, here or in another tab, or thrown away: says which, and where it went. */
function Gone({ incidentId }: { incidentId: string }) {
  const { db, actor } = useServices()
  const { incident: t } = usePageTexts()
  const found = useLiveQuery(async () => (await readIncident(db, incidentId, actor)) ?? null, [db, incidentId, actor])
  if (found === undefined) return <Loading label={t.opening} />
  return found ? (
    <Screen title={t.gone.sentTitle} back="/">
      <Notice
        tone="ok"
        title={t.gone.sent}
        action={
          <ButtonLink kind="primary" href={`/bao-cao/${incidentId}`}>
            {t.gone.open}
          </ButtonLink>
        }
      />
    </Screen>
  ) : (
    <Screen title={t.gone.missingTitle} back="/">
      <Notice
        tone="info"
        title={t.gone.missing}
        action={
          <ButtonLink kind="primary" href="/">
            {t.gone.home}
          </ButtonLink>
        }
      />
    </Screen>
  )
}
