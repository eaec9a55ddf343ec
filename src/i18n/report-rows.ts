import type { IncidentBody } from '#domain/incidents/body.ts'
import type { IncidentDraftBody } from '#domain/incidents/draft.ts'
import type { ReportEntry } from '#domain/incidents/incident.ts'
import { OUTCOMES } from '#domain/incidents/series.ts'
import { msOf } from '#domain/time.ts'
import { formatDay, formatDayTime, formatTime } from './dates.ts'
import { detailsRows, yesNo } from './details-rows.ts'
import type { PageTexts } from './page-texts.ts'

/** One line of a report as people read it. */
export interface ReportRow {
  /** the member of the body, as in `validation.ts` */
  path: string
  term: string
  /** null: nothing was said about it yet */
  value: string | null
}

/** The whole of a report in words, in the order of domain §B.6. Empty members are there with `value: null`. */
export function reportRows(t: PageTexts, body: IncidentDraftBody): ReportRow[] {
  const { labels } = t
  const row = (path: string, value: string | null | undefined): ReportRow => ({
    path,
    term: labels.field[path] ?? path,
    value: value === undefined || value === null || value.trim() === '' ? null : value,
  })
  return [
    row('title', body.title),
    row(
      'category',
      body.category && `${labels.category[body.category]} · ${labels.confirmed[body.confirmed].toLowerCase()}`,
    ),
    row('severity', body.severity && labels.severity[body.severity]),
    row('urgency', labels.urgency[body.urgency]),
    row('call', callText(t, body)),
    row('place', body.place && [labels.place[body.place.kind], body.place.text].filter(Boolean).join(': ')),
    row('occurredAt', occurredText(t, body)),
    row('detectedAt', body.detectedAt && formatDayTime(body.detectedAt)),
    row('people', peopleText(t, body.people)),
    row('exposed', body.exposed === null ? null : String(body.exposed)),
    row('whatHappened', body.whatHappened),
    row('cause', body.cause),
    // by its kind: after a change of category nothing of the one is the other's
    ...detailsRows(t, body.details).map(([term, value], n) => ({
      path: `details.${body.details?.kind}.${n}`,
      term,
      value,
    })),
    row('actions', actionsText(body.actions)),
    row('agencies', body.agencies.map((agency) => labels.agency[agency]).join(', ') || body.agenciesReason),
    row('parentsInformed', body.parentsInformed && labels.parentsInformed[body.parentsInformed]),
    row('media', mediaText(t, body.media)),
    row('assessment', body.assessment),
    row('proposals', body.proposals),
    row('nextUpdateDue', body.nextUpdateDue && formatDayTime(body.nextUpdateDue)),
    row('approval', labels.approval[body.approval]),
  ]
}

export function callText(t: PageTexts, { call }: Pick<IncidentDraftBody, 'call'>): string | null {
  if (call === null) return null
  return call.made ? t.incident.call.made(formatTime(call.at)) : `${t.incident.call.notMade}: ${call.reason}`
}

export function occurredText(
  t: PageTexts,
  body: Pick<IncidentDraftBody, 'occurredAt' | 'occurredPrecision'>,
): string | null {
  if (body.occurredAt === null) return body.occurredPrecision === 'unknown' ? t.incident.place.unknownTime : null
  const { about, day } = t.incident.time
  if (body.occurredPrecision === 'approx_day') return day(formatDay(body.occurredAt))
  return body.occurredPrecision === 'exact' ? formatDayTime(body.occurredAt) : about(formatDayTime(body.occurredAt))
}

/** "28 người · nhập viện 9, điều trị rồi về 12" */
export function peopleText(t: PageTexts, people: IncidentBody['people']): string {
  const total = people.total === null ? t.labels.band[people.band] : t.incident.people.count(people.total)
  const said = OUTCOMES.flatMap((outcome) => {
    const n = people.outcome[outcome]
    return n === null ? [] : [`${t.labels.outcome[outcome].toLowerCase()} ${n}`]
  })
  return said.length === 0 ? total : `${total} · ${said.join(', ')}`
}

const actionsText = (actions: IncidentBody['actions']): string =>
  actions.map(({ at, text }) => (at ? `${formatTime(at)} ${text}` : text)).join('\n')

function mediaText(t: PageTexts, media: IncidentBody['media']): string {
  const words = t.incident.media
  const answer = (label: string, value: boolean | null) => (value === null ? [] : [`${label} ${yesNo(t, value)}`])
  return [
    ...answer(words.pressContacted, media.pressContacted),
    ...answer(words.published, media.published),
    ...(media.spread === null ? [] : [`${words.spread}: ${t.labels.spread[media.spread].toLowerCase()}`]),
    ...answer(words.statementMade, media.statementMade),
    ...(media.rumours === '' ? [] : [`${words.rumours}: ${media.rumours}`]),
  ].join('\n')
}

/** Plain text of a whole report, to copy or to share when nothing else works. */
export const reportAsText = (t: PageTexts, body: IncidentDraftBody): string =>
  reportRows(t, body)
    .filter(({ value }) => value !== null)
    .map(({ term, value }) => `${term}: ${value}`)
    .join('\n')

/** Minutes that the phone's clock was off; null when it was near enough or never compared. [TM3] */
export function clockOffMinutes({ skewMs }: { skewMs: number | null }): number | null {
  const minutes = Math.round(Math.abs(skewMs ?? 0) / 60_000)
  return minutes >= 2 ? minutes : null
}

/** More than a minute between the officer's "Gửi" and the server, the phone's clock set right: there was no network. */
export function waitedForNetwork({ committed, received, skewMs }: ReportEntry['stamps']): boolean {
  return received !== null && msOf(received) - (msOf(committed) + (skewMs ?? 0)) > 60_000
}
