import { useLiveQuery } from 'dexie-react-hooks'
import { Link } from 'wouter'
import { formatWhen } from '#i18n/dates.ts'
import { titleOfIncident } from '#i18n/incident-words.ts'
import { useTexts } from '#i18n/texts.ts'
import { useServices } from '#sync/services.tsx'
import { Chip } from '#ui/chip.tsx'
import { type Act, readNews } from './read-news.ts'

/** What the office did about this officer's incidents, newest first. */
export function News() {
  const t = useTexts()
  const { db, actor, clock } = useServices()
  const news = useLiveQuery(() => readNews(db, actor), [db, actor])
  if (!news || news.length === 0) return null
  return (
    <section className="stack-small" aria-labelledby="today-news">
      <h2 id="today-news">{t.today.news}</h2>
      {news.map(({ act, incident }) => (
        <Link key={act.id} href={`/bao-cao/${incident.id}`} className="card">
          <span className="row">
            <span className="grow strong">{titleOfIncident(t, incident)}</span>
            <Chip tone={act.kind === 'more_requested' ? 'wait' : act.kind === 'comment' ? 'brand' : 'ok'}>
              {wordsOf(act)}
            </Chip>
          </span>
          <span className="small row-line">
            {t.sync.line.office(act.by.name, t.labels.role[act.by.role], formatWhen(act.at, clock()))}
          </span>
          {act.reason && <span className="row-line">{act.reason}</span>}
        </Link>
      ))}
    </section>
  )

  function wordsOf(act: Act): string {
    return act.kind === 'received' ? t.today.act.received(act.arrivalNo) : t.today.act[act.kind]
  }
}
