import { lazy, Suspense } from 'react'
import { type ReportEntry, reportsOf } from '#domain/incidents/incident.ts'
import { formatDayTime, formatWhen } from '#i18n/dates.ts'
import { usePageTexts } from '#i18n/page-texts.ts'
import { clockOffMinutes, reportRows } from '#i18n/report-rows.ts'
import { useServices } from '#sync/services.tsx'
import { Button } from '#ui/button.tsx'
import { DefinitionList } from '#ui/summary.tsx'
import type { IncidentPageData } from './read-page.ts'
import { download, receiptFileOf } from './receipt-file.ts'
import { ReceiptState } from './receipt-state.tsx'

const PhotoView = lazy(async () => ({ default: (await import('../photos/photo-view.tsx')).PhotoView }))

/** Every report as it was sent, newest first; nothing that was said is ever overwritten. [IN9] */
export function Versions({ data }: { data: IncidentPageData }) {
  const { clock } = useServices()
  const t = usePageTexts()
  const reports = reportsOf(data.incident).toReversed()
  return (
    <section className="stack-small">
      <h2>{t.incident.page.versions}</h2>
      {reports.map((entry, n) => (
        <details key={entry.id} className="more-part" open={n === 0}>
          <summary>
            {t.incident.page.version(
              entry.no,
              t.labels.report[entry.report],
              formatWhen(entry.stamps.committed, clock()),
            )}
          </summary>
          <Version entry={entry} data={data} />
        </details>
      ))}
    </section>
  )
}

function Version({ entry, data }: { entry: ReportEntry; data: IncidentPageData }) {
  const { db, active } = useServices()
  const t = usePageTexts()
  const words = t.incident.page
  const receipt = data.receipts.get(entry.id)
  const rows = reportRows(t, entry.body).filter(({ value }) => value !== null)
  const { written, committed, received } = entry.stamps
  const off = clockOffMinutes(entry.stamps)
  const account = active.profile.accountId
  return (
    <div className="stack">
      <DefinitionList rows={rows.map(({ term, value }) => ({ term, value: <span className="prose">{value}</span> }))} />
      {entry.photos.length > 0 && (
        <Suspense fallback={<p className="small">{t.incident.photos.loading}</p>}>
          <ul className="photo-list">
            {entry.photos.map(({ id, type, sha256 }, n) => (
              <li key={id}>
                <PhotoView
                  id={id}
                  type={type}
                  sha256={sha256}
                  alt={t.incident.photos.alt(n + 1)}
                  remote={data.receipts.has(id) ? `/api/photos/${id}?account=${account}` : null}
                />
              </li>
            ))}
          </ul>
        </Suspense>
      )}
      <h3>{words.stamps}</h3>
      <DefinitionList
        rows={[
          { term: words.stampWritten, value: formatDayTime(written) },
          { term: words.stampCommitted, value: formatDayTime(committed) },
          { term: words.stampReceived, value: received ? formatDayTime(received) : words.stampNone },
        ]}
      />
      {off !== null && <p className="small">{t.office.clockOff(off)}</p>}
      {receipt ? (
        <ReceiptState entry={entry} receipt={receipt} keys={data.keys} />
      ) : (
        <p className="small">{words.receiptLater}</p>
      )}
      {receipt && (
        <Button
          kind="ghost"
          icon="install"
          onClick={async () => {
            const file = await receiptFileOf(db, data, entry, active.profile.departmentName)
            if (file) download(file)
          }}
        >
          {words.downloadNo(entry.no)}
        </Button>
      )}
    </div>
  )
}
