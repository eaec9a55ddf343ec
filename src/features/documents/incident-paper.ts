import { type Incident, latestReport } from '#domain/incidents/incident.ts'
import { countsTable } from '#i18n/counts-table.ts'
import { formatDayTime } from '#i18n/dates.ts'
import { detailsRows } from '#i18n/details-rows.ts'
import { allVi } from '#i18n/page-texts.ts'
import { occurredText, reportRows } from '#i18n/report-rows.ts'
import { papers } from '#i18n/vi/papers.ts'
import { type Frame, framed } from './frame.ts'
import type { Block, Paper } from './paper.ts'

const words = papers.incident

/** The quick report as a paper: the newest version, with the counts of all of them. [DC1] */
export function incidentPaper(incident: Incident, frame: Frame): Paper {
  const { no, report, stamps, body } = latestReport(incident)
  const { labels } = allVi
  const rows = new Map(reportRows(allVi, body).map(({ path, value }) => [path, value]))
  const counts = countsTable(allVi, incident)
  const place = rows.get('place')
  const time = occurredText(allVi, body) ?? (body.detectedAt && formatDayTime(body.detectedAt))
  return framed(frame, {
    issuer: incident.unitName,
    urgency: body.urgency === 'thuong' ? null : labels.urgency[body.urgency],
    kind: words.kind,
    subject: words.subject(labels.category[body.category], no),
    blocks: [
      { heading: words.placeTime },
      ...said(time && `${labels.field.occurredAt}: ${time}.`, place && `${labels.field.place}: ${place}.`),
      { heading: words.course },
      ...said(rows.get('whatHappened')),
      { heading: words.harm },
      ...said(rows.get('people')?.replace(' · ', ': '), body.exposed === null ? null : words.exposed(body.exposed)),
      {
        table: {
          label: counts.caption,
          columns: counts.columns.map(({ title, ...column }) => ({ title, number: 'number' in column })),
          rows: counts.rows.map(({ cells }) => cells.map(String)),
        },
      },
      ...detailsRows(allVi, body.details).flatMap(([term, value]) =>
        value === null ? [] : [{ text: `${term}: ${value}` }],
      ),
      { heading: words.cause },
      ...said(rows.get('cause')),
      { heading: words.work },
      ...said(
        rows.get('call') && `${labels.field.call}: ${rows.get('call')}.`,
        rows.get('actions'),
        body.agencies.length > 0
          ? words.told(body.agencies.map((agency) => labels.agency[agency]).join(', '))
          : body.agenciesReason && words.notTold(body.agenciesReason),
        body.parentsInformed && words.parents(labels.parentsInformed[body.parentsInformed]),
      ),
      { heading: words.media },
      ...said(rows.get('media')),
      { heading: words.view },
      ...said(
        rows.get('assessment'),
        rows.get('proposals'),
        body.nextUpdateDue && words.next(rows.get('nextUpdateDue') ?? ''),
      ),
      ...(incident.code && stamps.received
        ? [{ text: words.code(incident.code, formatDayTime(stamps.received)) }]
        : []),
      { text: report === 'final' ? words.endFinal(incident.unitName) : words.end(incident.unitName) },
    ],
    fileName: `bao-cao-nhanh-${incident.code ?? 'chua-co-ma'}-lan-${no}`,
  })
}

/** What was said, a paragraph a line; one plain sentence when nothing was. */
function said(...texts: readonly (string | null | undefined)[]): Block[] {
  const lines = texts.flatMap((text) => text?.split('\n') ?? []).filter((line) => line.trim() !== '')
  return (lines.length > 0 ? lines : [papers.nothingYet]).map((text) => ({ text }))
}
