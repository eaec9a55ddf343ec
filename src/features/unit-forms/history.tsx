import type { FormEntry, FormRecord } from '#domain/unit-forms/record.ts'
import { formatWhen } from '#i18n/dates.ts'
import { useUnitFormWords } from '#i18n/form-texts.ts'
import { useTexts } from '#i18n/texts.ts'
import { Card } from '#ui/card.tsx'
import { Timeline } from '#ui/timeline.tsx'

/** What was done about the form, and by whom, in the server's order. */
export function History({ report, nowMs }: { report: FormRecord; nowMs: number }) {
  const t = useUnitFormWords()
  const { labels } = useTexts()
  if (report.timeline.length === 0) return null
  return (
    <section className="stack-small" aria-labelledby="form-history">
      <h2 id="form-history">{t.history}</h2>
      <Card>
        <Timeline
          items={report.timeline.map((entry) => {
            const when = formatWhen(entry.stamps.received ?? entry.stamps.committed, nowMs)
            const words = wordsOf(entry)
            const no = entry.kind === 'submitted' ? entry.no : null
            return {
              key: entry.id,
              title: no === null ? t.entry[entry.kind] : `${t.entry.submitted}, ${t.desk.version(no)}`,
              state: entry.kind === 'returned' || entry.kind === 'disputed' ? 'alarm' : 'done',
              detail: (
                <>
                  <p>{t.by(entry.by.name, labels.role[entry.by.role], when)}</p>
                  {entry.kind === 'received' && entry.arrivalNo !== null && <p>{t.arrival(entry.arrivalNo)}</p>}
                  {words !== '' && <p className="form-words">{words}</p>}
                </>
              ),
            }
          })}
        />
      </Card>
    </section>
  )
}

function wordsOf(entry: FormEntry): string {
  switch (entry.kind) {
    case 'declined':
    case 'disputed':
    case 'returned':
      return entry.reason
    case 'accepted':
      return entry.note
    default:
      return ''
  }
}
