import { canTask } from '#domain/access/can.ts'
import type { Day } from '#domain/deadlines/days.ts'
import { isLink } from '#domain/links.ts'
import type { StoredRecord } from '#domain/records.ts'
import type { GivenEntry } from '#domain/tasks/giving.ts'
import { dueOf, openAskOf, productsOf, type Task, taskStateOf } from '#domain/tasks/task.ts'
import { fullDay } from '#i18n/deadline-words.ts'
import { useOfficeTexts } from '#i18n/office-texts.ts'
import { useTaskTexts } from '#i18n/task-texts.ts'
import { TASK_TONE } from '#i18n/task-tones.ts'
import { historyOf } from '#i18n/task-words.ts'
import { useTexts } from '#i18n/texts.ts'
import type { RecordRow } from '#storage/tables.ts'
import { useServices, useSyncState } from '#sync/services.tsx'
import { Card } from '#ui/card.tsx'
import { Chip } from '#ui/chip.tsx'
import { Notice } from '#ui/notice.tsx'
import { Screen } from '#ui/screen.tsx'
import { Timeline } from '#ui/timeline.tsx'
import { CommentPart } from '../comment-part.tsx'
import { DeskPhotos } from '../desk-photos.tsx'
import { useKeptActs, useWaitingActs } from '../pending.ts'
import { TaskActBar } from './task-act-bar.tsx'
import { taskWithActs } from './task-pending.ts'

interface TaskAtDeskProps {
  title: string
  eyebrow: string
  back: string
  /** as the server gave it */
  task: Task
  /** due before this day, without what the office added */
  before: Day
  /** the fetched records on which an act is decided, and what this device has of them itself */
  seeds: StoredRecord[]
  reads?: readonly RecordRow[]
  /** what the office gave, where no plan did */
  told?: readonly GivenEntry[]
  /** why what is shown may be old; null where it is not */
  stale: string | null
}

/** One task at the desk: what the unit made of it, and what the office says to it. */
export function TaskAtDesk(props: TaskAtDeskProps) {
  const { title, eyebrow, back, before, seeds, reads = [], told = [], stale } = props
  const texts = useTaskTexts()
  const { tasks: t } = texts
  const all = useTexts()
  const office = useOfficeTexts()
  const sync = useSyncState()
  const { actor, clock } = useServices()
  const acts = useKeptActs(useWaitingActs().get(props.task.id) ?? [], props.task.timeline)
  const task = taskWithActs(props.task, [...seeds, ...reads], acts, actor)
  const state = taskStateOf(task)
  const unsent = new Set(acts.filter(({ verdict }) => verdict === null).map(({ mid }) => mid as string))
  const sending = sync.sending.some((mid) => unsent.has(mid))
  const ask = openAskOf(task)
  const products = productsOf(task)
  return (
    <Screen
      title={title}
      eyebrow={eyebrow}
      back={back}
      wide
      status={
        <p className="desk-chips">
          <Chip tone={TASK_TONE[state]}>{t.state[state]}</Chip>
          <Chip tone="plain">{t.role[task.place.role]}</Chip>
          <Chip tone="plain">{t.desk.until(fullDay(dueOf(task, before)))}</Chip>
          {unsent.size > 0 && <Chip tone="wait">{sending ? office.actSending : office.actWaiting}</Chip>}
        </p>
      }
      actions={<TaskActBar task={task} before={before} seeds={seeds} />}
    >
      {stale && <Notice tone="wait" title={stale} />}
      {ask && (
        <Notice tone="wait" title={t.desk.asks(fullDay(ask.before))}>
          {ask.reason}
        </Notice>
      )}
      <section className="stack-small">
        <h2>{`${t.products} (${products.length})`}</h2>
        {products.length === 0 && <p className="small">{t.noProducts}</p>}
        {products.map(({ id, kind, title, channel, qty, publishedAt, link, photos }) => (
          <Card key={id} as="article">
            <p className="strong">{title}</p>
            <p className="small">
              {[
                t.product.kind[kind],
                ...(channel === null ? [] : [t.product.channel[channel]]),
                t.qty(qty),
                ...(publishedAt === null ? [] : [t.publishedOn(fullDay(publishedAt))]),
              ].join(' · ')}
            </p>
            {isLink(link) && (
              <a className="desk-words" href={link} target="_blank" rel="noreferrer">
                {link}
              </a>
            )}
            <DeskPhotos photos={photos} altOf={t.picture} />
          </Card>
        ))}
      </section>
      <section className="stack-small">
        <h2>{t.history}</h2>
        <Card>
          <Timeline
            items={historyOf(texts, all, task, clock(), told).map(({ key, kind, title, who, words, isKept }) => ({
              key,
              title: unsent.has(key) ? `${title} · ${office.actWaiting.toLowerCase()}` : title,
              state: unsent.has(key) ? 'now' : kind === 'returned' ? 'alarm' : 'done',
              detail: (
                <>
                  <p>{who}</p>
                  {words && <p className="desk-words">{words}</p>}
                  {isKept && <p className="strong">{t.kept}</p>}
                </>
              ),
            }))}
          />
          {canTask(actor, 'comment', task) && (
            <CommentPart
              entity={task.id}
              changeOf={(text) => {
                const { planId, unitId, place } = task
                return { name: 'task.comment', args: { planId, unitId, place, text }, seeds }
              }}
            />
          )}
        </Card>
      </section>
    </Screen>
  )
}
