import { can } from '#domain/access/can.ts'
import { isOutside, latestReport, reportsOf, stateOf } from '#domain/incidents/incident.ts'
import { countsTable } from '#i18n/counts-table.ts'
import { titleOfIncident } from '#i18n/incident-words.ts'
import { usePageTexts } from '#i18n/page-texts.ts'
import type { DeskIncidentAnswer } from '#protocol/office.ts'
import { useServices, useSyncState } from '#sync/services.tsx'
import { Card } from '#ui/card.tsx'
import { Chip } from '#ui/chip.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { Notice } from '#ui/notice.tsx'
import { Screen } from '#ui/screen.tsx'
import { Failed, Loading } from '#ui/states.tsx'
import { ActBar } from './act-bar.tsx'
import { CommentPart } from './comment-part.tsx'
import { Steps } from './desk-steps.tsx'
import { DeskVersions } from './desk-versions.tsx'
import { seedOf, useKeptActs, useWaitingActs, withActs } from './pending.ts'
import { useDeskIncident } from './queries.ts'
import { failureText } from './words.ts'

const LIST = '/ban-dieu-hanh'

/** One incident at the desk: how it stands, what was reported, and what the office does about it. */
export function DeskDetail({ id }: { id: string }) {
  const { office: t } = usePageTexts()
  const found = useDeskIncident(id)
  if (found.data) return <Found answer={found.data} stale={found.isError ? failureText(t, found.error) : null} />
  return (
    <Screen title={t.title} back={LIST}>
      {found.isError ? (
        <Failed title={t.failedTitle} onRetry={() => void found.refetch()}>
          {failureText(t, found.error)}
        </Failed>
      ) : (
        <Loading label={t.loading} />
      )}
    </Screen>
  )
}

function Found({ answer, stale }: { answer: DeskIncidentAnswer; stale: string | null }) {
  const { actor } = useServices()
  const sync = useSyncState()
  const t = usePageTexts()
  const acts = useKeptActs(useWaitingActs().get(answer.incident.id) ?? [], answer.incident.timeline)
  const incident = withActs(answer, acts, actor)
  const { body } = latestReport(incident)
  const state = stateOf(incident)
  const unsent = acts.filter(({ verdict }) => verdict === null)
  const sending = unsent.some(({ mid }) => sync.sending.includes(mid))
  const reports = reportsOf(incident)
  return (
    <Screen
      title={titleOfIncident(t, incident)}
      eyebrow={`${incident.unitName} · ${incident.code ?? t.office.noCode}`}
      back={LIST}
      wide
      status={
        <p className="desk-chips">
          <Chip tone={state === 'submitted' ? 'alarm' : state === 'info_requested' ? 'wait' : 'ok'}>
            {t.labels.state[state]}
          </Chip>
          <Chip tone={body.severity >= 4 ? 'alarm' : body.severity === 3 ? 'wait' : 'plain'}>
            {t.labels.severity[body.severity]}
          </Chip>
          <Chip tone="plain">{t.labels.category[body.category]}</Chip>
          {unsent.length > 0 && <Chip tone="wait">{sending ? t.office.actSending : t.office.actWaiting}</Chip>}
        </p>
      }
      actions={<ActBar answer={answer} incident={incident} />}
    >
      {incident.outside && isOutside(incident) && (
        <Notice tone="wait" title={t.office.outsideTitle}>
          {t.office.outsideText(incident.outside.until.split('-').reverse().join('/'))}
        </Notice>
      )}
      {stale && <Notice tone="wait" title={stale} />}
      <div className="desk-columns">
        <section className="stack-small desk-counts">
          <h2>{t.office.counts}</h2>
          <Card>
            <DataTable {...countsTable(t, incident)} />
          </Card>
        </section>
        <section className="stack-small desk-steps">
          <h2>{t.office.steps}</h2>
          <Card>
            <Steps incident={incident} pending={new Set(unsent.map(({ mid }) => mid as string))} />
            {can(actor, 'comment', incident) && (
              <CommentPart
                entity={incident.id}
                changeOf={(text) => ({
                  name: 'incident.comment',
                  args: { incidentId: incident.id, text },
                  seeds: [seedOf(answer)],
                })}
              />
            )}
          </Card>
        </section>
        <div className="desk-versions">
          <DeskVersions reports={reports} />
        </div>
      </div>
    </Screen>
  )
}
