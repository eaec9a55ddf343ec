import { useState } from 'react'
import type { ReportEntry } from '#domain/incidents/incident.ts'
import { formatWhen } from '#i18n/dates.ts'
import { usePageTexts } from '#i18n/page-texts.ts'
import { reportRows } from '#i18n/report-rows.ts'
import { useServices } from '#sync/services.tsx'
import { Card } from '#ui/card.tsx'
import { Chip } from '#ui/chip.tsx'
import { Choices } from '#ui/choices.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { DefinitionList } from '#ui/summary.tsx'
import { DeskPhotos } from './desk-photos.tsx'

/** The newest report in full; an earlier one beside it, with what has changed marked in a word. [IN9] */
export function DeskVersions({ reports }: { reports: readonly ReportEntry[] }) {
  const { clock } = useServices()
  const t = usePageTexts()
  const [no, setNo] = useState<number | null>(null)
  const entry = reports.find((report) => report.no === no) ?? reports.at(-1)
  if (!entry) return null
  const before = reports.find((report) => report.no === entry.no - 1)
  return (
    <section className="stack-small">
      <h2>{t.office.versions}</h2>
      {reports.length > 1 && (
        <Choices
          legend={t.office.showVersion}
          options={reports.map((report) => ({
            value: String(report.no),
            label: t.incident.page.version(
              report.no,
              t.labels.report[report.report],
              formatWhen(report.stamps.committed, clock()),
            ),
          }))}
          value={String(entry.no)}
          onChange={(picked) => setNo(Number(picked))}
        />
      )}
      <Card>{before ? <Compared entry={entry} before={before} /> : <Plain entry={entry} />}</Card>
      {entry.photos.length > 0 && (
        <>
          <h3>{t.office.photos}</h3>
          <DeskPhotos photos={entry.photos} altOf={(n) => t.office.photoAlt(n, entry.no)} />
        </>
      )}
    </section>
  )
}

function Plain({ entry }: { entry: ReportEntry }) {
  const t = usePageTexts()
  const rows = reportRows(t, entry.body).filter(({ value }) => value !== null)
  return <DefinitionList rows={rows.map(({ term, value }) => ({ term, value: <Words text={value} /> }))} />
}

/** Two reports side by side; on a narrow screen the table scrolls by itself. */
function Compared({ entry, before }: { entry: ReportEntry; before: ReportEntry }) {
  const t = usePageTexts()
  const earlier = new Map(reportRows(t, before.body).map((row) => [row.path, row]))
  const now = reportRows(t, entry.body)
  const paths = new Set(now.map(({ path }) => path))
  // answers that belong to a category which it no longer has
  const gone = [...earlier.values()].filter(({ path }) => !paths.has(path)).map((row) => ({ ...row, value: null }))
  const rows = [...now, ...gone].filter(({ path, value }) => value !== null || earlier.get(path)?.value != null)
  const title = ({ no, report }: ReportEntry) =>
    `${t.incident.page.no} ${no} (${t.labels.report[report].toLowerCase()})`
  return (
    <DataTable
      caption={t.office.compare}
      columns={[
        { key: 'term', title: '' },
        { key: 'now', title: title(entry) },
        { key: 'before', title: title(before) },
      ]}
      rows={rows.map(({ path, term, value }) => {
        const was = earlier.get(path)?.value ?? null
        return {
          key: path,
          cells: [
            <span key="term">
              {term} {value !== was && <Chip tone="wait">{t.office.changed}</Chip>}
            </span>,
            <Words key="now" text={value} />,
            <Words key="was" text={was} />,
          ],
        }
      })}
    />
  )
}

function Words({ text }: { text: string | null }) {
  const t = usePageTexts()
  return text === null ? (
    <span className="small">{t.incident.notGiven}</span>
  ) : (
    <span className="desk-words">{text}</span>
  )
}
