import { canTask } from '#domain/access/can.ts'
import { isLink } from '#domain/links.ts'
import { dueOf, openAskOf, productsOf, taskStateOf } from '#domain/tasks/task.ts'
import { fullDay } from '#i18n/deadline-words.ts'
import { useOfficeTexts } from '#i18n/office-texts.ts'
import { useTaskTexts } from '#i18n/task-texts.ts'
import { TASK_TONE } from '#i18n/task-tones.ts'
import { historyOf } from '#i18n/task-words.ts'
import { useTexts } from '#i18n/texts.ts'
import type { DeskTask } from '#protocol/office.ts'
import { useServices, useSyncState } from '#sync/services.tsx'
import { Card } from '#ui/card.tsx'
import { Chip } from '#ui/chip.tsx'
import { Notice } from '#ui/notice.tsx'
import { Screen } from '#ui/screen.tsx'
import { Empty, Failed, Loading } from '#ui/states.tsx'
import { Timeline } from '#ui/timeline.tsx'
import { CommentPart } from '../comment-part.tsx'
import { DeskPhotos } from '../desk-photos.tsx'
import { useKeptActs, useWaitingActs } from '../pending.ts'
import { useDeskTasks } from '../queries.ts'
import { failureText } from '../words.ts'
import { TaskActBar } from './task-act-bar.tsx'
import { seedsOf, taskWithActs, usePlanRows } from './task-pending.ts'

const LIST = '/ban-dieu-hanh/nhiem-vu'

/** One task at the desk: what the unit made of it, and what the office says to it. */
export function TaskDetail({ id }: { id: string }) {
  const { tasks: t } = useTaskTexts()
  const office = useOfficeTexts()
  const list = useDeskTasks()
  const line = list.data?.tasks.find(({ task }) => task.id === id)
  if (line) return <Found line={line} stale={list.isError ? failureText(office, list.error) : null} />
  return (
    <Screen title={list.data ? t.desk.goneTitle : t.desk.title} back={LIST}>
      {list.isPending && <Loading label={office.loading} />}
      {list.isError && !list.data && (
        <Failed title={office.failedTitle} onRetry={() => void list.refetch()}>
          {failureText(office, list.error)}
        </Failed>
      )}
      {list.data && <Empty icon="check" title={t.desk.gone} />}
    </Screen>
  )
}

function Found({ line, stale }: { line: DeskTask; stale: string | null }) {
  const texts = useTaskTexts()
  const { tasks: t } = texts
  const all = useTexts()
  const office = useOfficeTexts()
  const sync = useSyncState()
  const { actor, clock } = useServices()
  const plan = usePlanRows(line.task.planId)
  const acts = useKeptActs(useWaitingActs().get(line.task.id) ?? [], line.task.timeline)
  const task = taskWithActs(line, plan, acts, actor)
  const state = taskStateOf(task)
  const unsent = new Set(acts.filter(({ verdict }) => verdict === null).map(({ mid }) => mid as string))
  const sending = sync.sending.some((mid) => unsent.has(mid))
  const ask = openAskOf(task)
  const products = productsOf(task)
  return (
    <Screen
      title={line.title}
      eyebrow={`${line.unitName} · ${t.quarter(task.place.quarter)}`}
      back={LIST}
      wide
      status={
        <p className="desk-chips">
          <Chip tone={TASK_TONE[state]}>{t.state[state]}</Chip>
          <Chip tone="plain">{t.role[task.place.role]}</Chip>
          <Chip tone="plain">{t.desk.until(fullDay(dueOf(task, line.due)))}</Chip>
          {unsent.size > 0 && <Chip tone="wait">{sending ? office.actSending : office.actWaiting}</Chip>}
        </p>
      }
      actions={<TaskActBar line={line} task={task} />}
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
            items={historyOf(texts, all, task, clock()).map(({ key, kind, title, who, words, isKept }) => ({
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
                return { name: 'task.comment', args: { planId, unitId, place, text }, seeds: seedsOf(line) }
              }}
            />
          )}
        </Card>
      </section>
    </Screen>
  )
}
