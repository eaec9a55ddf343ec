import { useLiveQuery } from 'dexie-react-hooks'
import { lazy } from 'react'
import { useParams } from 'wouter'
import { isOutside, latestReport, stateOf } from '#domain/incidents/incident.ts'
import { countsTable } from '#i18n/counts-table.ts'
import { formatWhen } from '#i18n/dates.ts'
import { titleOfIncident } from '#i18n/incident-words.ts'
import { usePageTexts } from '#i18n/page-texts.ts'
import { statusWords } from '#i18n/sync-words.ts'
import { statusOfIncident } from '#sync/record-status.ts'
import { useServices, useSyncState } from '#sync/services.tsx'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Chip } from '#ui/chip.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { Announce } from '#ui/live.tsx'
import { Notice } from '#ui/notice.tsx'
import { OptionalPart } from '#ui/optional-part.tsx'
import { Screen } from '#ui/screen.tsx'
import { Loading } from '#ui/states.tsx'
import './incident.css'
import { PageActs, PageMoreActs } from './page/acts.tsx'
import { NotHere } from './page/not-here.tsx'
import { type IncidentPageData, readPage } from './page/read-page.ts'
import { nextUpdateOf, waits } from './page/steps-of.ts'
import { Versions } from './page/versions.tsx'
import { Way } from './page/way.tsx'

const Comment = lazy(async () => ({ default: (await import('./page/comment.tsx')).Comment }))

/** `/bao-cao/:incidentId`: where a report is on its way, all that was ever said in it, and what comes next. */
export function IncidentPage() {
  const { incidentId = '' } = useParams<{ incidentId?: string }>()
  return <PageOf key={incidentId} incidentId={incidentId} />
}

function PageOf({ incidentId }: { incidentId: string }) {
  const { db, actor } = useServices()
  const { page } = usePageTexts().incident
  const data = useLiveQuery(() => readPage(db, incidentId, actor), [db, incidentId, actor])
  if (data === undefined) {
    return (
      <Screen title={page.back} back="/bao-cao">
        <Loading label={page.verifying} />
      </Screen>
    )
  }
  if (data === null) return <NotHere incidentId={incidentId} />
  return <Page data={data} />
}

function Page({ data }: { data: IncidentPageData }) {
  const { clock } = useServices()
  const sync = useSyncState()
  const t = usePageTexts()
  const { page } = t.incident
  const { incident, draft, refused } = data
  const last = latestReport(incident)
  const words = statusWords(t, statusOfIncident(data, sync), clock())
  const due = nextUpdateOf(incident)
  const late = due !== null && Date.parse(due) < clock()
  return (
    <Screen
      title={titleOfIncident(t, incident)}
      eyebrow={last.no === 1 ? t.incident.eyebrowInitial : t.incident.eyebrow(last.no, t.labels.report[last.report])}
      back="/bao-cao"
      status={
        <div className="row row-middle">
          <Chip tone={words.tone}>{words.chip}</Chip>
          <span className="small grow">{words.line}</span>
        </div>
      }
      actions={<PageActs data={data} sendNow={waits(data) ? <SendNow /> : null} />}
    >
      <Announce>{`${words.chip}. ${words.line}`}</Announce>
      {sync.phase === 'signed-out' && waits(data) && <Notice tone="wait" title={page.signIn} />}
      {refused.length > 0 && (
        <Notice
          tone="alarm"
          title={page.refusedDetail}
          action={
            <ButtonLink kind="ghost" href="/can-sua">
              {page.toTray}
            </ButtonLink>
          }
        />
      )}
      {isOutside(incident) && (
        <Notice tone="info" title={page.outside.title}>
          {page.outside.text}
        </Notice>
      )}
      {stateOf(incident) === 'info_requested' && <Notice tone="wait" title={page.acts.more_requested} />}
      {draft && (
        <Notice
          tone="info"
          title={page.openDraft}
          action={
            <ButtonLink kind="ghost" href={`/su-co/${draft.id}/${draft.step}`}>
              {page.continueDraft}
            </ButtonLink>
          }
        />
      )}
      <Card as="section">
        <h2 className="unseen">{page.timeline}</h2>
        <Way data={data} />
        <OptionalPart loading={t.comments.loading} unloaded={t.comments.unloaded}>
          <Comment incident={incident} />
        </OptionalPart>
      </Card>
      {due && (
        <Card>
          <div className="row row-middle">
            <div className="grow">
              <p className="strong">{page.nextUpdate}</p>
              <p className="small">{page.nextUpdateBefore(formatWhen(due, clock()))}</p>
            </div>
            {late && <Chip tone="wait">{page.nextUpdateLate}</Chip>}
          </div>
        </Card>
      )}
      <section className="stack-small">
        <h2>{page.counts}</h2>
        <Card>
          <DataTable {...countsTable(t, incident)} />
        </Card>
      </section>
      <Versions data={data} />
      <PageMoreActs data={data} waiting={waits(data)} />
    </Screen>
  )
}

/** "Gửi ngay" and when it tries by itself. */
function SendNow() {
  const { engine, clock } = useServices()
  const { phase, nextTry } = useSyncState()
  const { page } = usePageTexts().incident
  return (
    <>
      <Button kind="primary" wide icon="send" busy={phase === 'working'} onClick={() => void engine.syncNow()}>
        {page.sendNow}
      </Button>
      {nextTry && <p className="small">{page.nextTry(formatWhen(nextTry, clock()))}</p>}
    </>
  )
}
