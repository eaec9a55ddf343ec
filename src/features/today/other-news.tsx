import { useLiveQuery } from 'dexie-react-hooks'
import type { ComponentProps, ReactNode } from 'react'
import { Link } from 'wouter'
import type { SignedBy } from '#domain/organisation/roles.ts'
import type { Instant } from '#domain/time.ts'
import { formatWhen } from '#i18n/dates.ts'
import { usePlanTexts } from '#i18n/plan-texts.ts'
import { useTexts } from '#i18n/texts.ts'
import { readLatest } from '#storage/latest.ts'
import { useServices } from '#sync/services.tsx'
import { useDuties } from '#sync/use-duties.ts'
import { Chip } from '#ui/chip.tsx'
import { PIECES_LOOKED_AT, type PieceNewsItem, pieceNewsOf } from './read-piece-news.ts'
import { type TaskNews, taskNewsOf } from './read-task-news.ts'

/** What others said and decided about this officer's tasks and the unit's articles, newest first. */
export function OtherNews() {
  const { tasks: t } = usePlanTexts()
  const { db, actor } = useServices()
  const duties = useDuties()
  const tasks = duties ? taskNewsOf(duties, actor) : []
  const pieces =
    useLiveQuery(async () => pieceNewsOf(await readLatest(db, 'piece', PIECES_LOOKED_AT), actor), [db, actor]) ?? []
  return (
    <>
      <List id="today-task-news" title={t.news}>
        {tasks.map(({ entry, at, taskId, title }) => (
          <Row
            key={entry.id}
            href={`/nhiem-vu/${taskId}`}
            title={title}
            tone={TASK_TONE[entry.kind]}
            chip={t.entry[entry.kind]}
            by={entry.by}
            at={at}
            words={wordsOf(entry)}
          />
        ))}
      </List>
      <List id="today-piece-news" title={t.pieceNews.title}>
        {pieces.map(({ entry, at, pieceId, title, place }) => (
          <Row
            key={entry.id}
            href={`/tin-bai/${pieceId}`}
            title={title}
            tone={PIECE_TONE[entry.kind]}
            chip={t.pieceNews[entry.kind]}
            place={place}
            by={entry.by}
            at={at}
            words={answerOf(entry)}
          />
        ))}
      </List>
    </>
  )
}

function List({ id, title, children }: { id: string; title: string; children: ReactNode[] }) {
  if (children.length === 0) return null
  return (
    <section className="stack-small" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  )
}

interface RowProps {
  href: string
  title: string
  tone: ComponentProps<typeof Chip>['tone']
  chip: string
  /** which of several places speaks */
  place?: string
  by: SignedBy
  at: Instant
  words: string
}

function Row({ href, title, tone, chip, place, by, at, words }: RowProps) {
  const t = useTexts()
  const { clock } = useServices()
  return (
    <Link href={href} className="card">
      <span className="row">
        <span className="grow strong">{title}</span>
        <Chip tone={tone}>{chip}</Chip>
      </span>
      {place && <span className="row-line">{place}</span>}
      <span className="small row-line">
        {t.sync.line.office(by.name, t.labels.role[by.role], formatWhen(at, clock()))}
      </span>
      {words && <span className="row-line">{words}</span>}
    </Link>
  )
}

const TASK_TONE = {
  accepted: 'ok',
  extension_given: 'ok',
  returned: 'wait',
  extension_refused: 'wait',
  cancelled: 'plain',
  comment: 'brand',
  given: 'brand',
  amended: 'wait',
} as const satisfies Record<TaskNews['entry']['kind'], string>

function wordsOf(entry: TaskNews['entry']): string {
  switch (entry.kind) {
    case 'comment':
      return entry.text
    case 'accepted':
      return entry.note
    case 'given':
      return ''
    default:
      return entry.reason
  }
}

const PIECE_TONE = {
  published: 'ok',
  declined: 'wait',
  taken_down: 'plain',
} as const satisfies Record<PieceNewsItem['entry']['kind'], string>

const answerOf = (entry: PieceNewsItem['entry']): string =>
  entry.kind === 'published' ? entry.link : entry.kind === 'declined' ? entry.reason : entry.note
