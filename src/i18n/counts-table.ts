import type { Incident } from '#domain/incidents/incident.ts'
import { countedOutcomes, countsOf } from '#domain/incidents/series.ts'
import { formatTime } from './dates.ts'
import type { PageTexts } from './page-texts.ts'

/** The counts of each report beside each other: a row a report, a column an outcome that was ever counted. [IN7] */
export function countsTable(t: PageTexts, incident: Incident) {
  const { page } = t.incident
  const rows = countsOf(incident)
  const outcomes = countedOutcomes(rows)
  return {
    caption: page.counts,
    columns: [
      { key: 'no', title: page.no },
      { key: 'at', title: page.at },
      ...outcomes.map((outcome) => ({ key: outcome, title: t.labels.outcome[outcome], number: true })),
      { key: 'total', title: page.total, number: true },
    ],
    rows: rows.map((row) => ({
      key: String(row.no),
      cells: [
        t.labels.report[row.report],
        formatTime(row.at),
        ...outcomes.map((outcome) => row.outcome[outcome] ?? page.nothing),
        row.total ?? t.labels.band[row.band],
      ],
    })),
  }
}
