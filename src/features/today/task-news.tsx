import { Link } from 'wouter'
import { formatWhen } from '#i18n/dates.ts'
import { usePlanTexts } from '#i18n/plan-texts.ts'
import { useTexts } from '#i18n/texts.ts'
import { useServices } from '#sync/services.tsx'
import { useDuties } from '#sync/use-duties.ts'
import { Chip } from '#ui/chip.tsx'
import { type TaskNews as News, taskNewsOf } from './read-task-news.ts'

/** What others said and decided about this officer's tasks, newest first. */
export function TaskNews() {
  const t = useTexts()
  const { tasks } = usePlanTexts()
  const { actor, clock } = useServices()
  const duties = useDuties()
  const news = duties ? taskNewsOf(duties, actor) : []
  if (news.length === 0) return null
  return (
    <section className="stack-small" aria-labelledby="today-task-news">
      <h2 id="today-task-news">{tasks.news}</h2>
      {news.map(({ entry, at, taskId, title }) => (
        <Link key={entry.id} href={`/nhiem-vu/${taskId}`} className="card">
          <span className="row">
            <span className="grow strong">{title}</span>
            <Chip tone={TONE[entry.kind]}>{tasks.entry[entry.kind]}</Chip>
          </span>
          <span className="small row-line">
            {t.sync.line.office(entry.by.name, t.labels.role[entry.by.role], formatWhen(at, clock()))}
          </span>
          {wordsOf(entry) && <span className="row-line">{wordsOf(entry)}</span>}
        </Link>
      ))}
    </section>
  )
}

const TONE = {
  accepted: 'ok',
  extension_given: 'ok',
  returned: 'wait',
  extension_refused: 'wait',
  cancelled: 'plain',
  comment: 'brand',
} as const satisfies Record<News['entry']['kind'], string>

const wordsOf = (entry: News['entry']): string =>
  entry.kind === 'comment' ? entry.text : entry.kind === 'accepted' ? entry.note : entry.reason
