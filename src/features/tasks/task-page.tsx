import { lazy, useEffect, useRef } from 'react'
import { canTask } from '#domain/access/can.ts'
import { isOver, lastExtensionOf, openAskOf, percentOf, productsOf, returnReasonOf } from '#domain/tasks/task.ts'
import { instantOf } from '#domain/time.ts'
import { formatWhen } from '#i18n/dates.ts'
import { bothForms, fullDay, pressing, relativeDue } from '#i18n/deadline-words.ts'
import { statusWords } from '#i18n/sync-words.ts'
import { useTaskTexts } from '#i18n/task-texts.ts'
import { TASK_TONE } from '#i18n/task-tones.ts'
import { historyOf, placeWords } from '#i18n/task-words.ts'
import { useTexts } from '#i18n/texts.ts'
import { statusOfWaiting } from '#sync/record-status.ts'
import { useServices, useSyncState } from '#sync/services.tsx'
import { ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Chip } from '#ui/chip.tsx'
import { Announce } from '#ui/live.tsx'
import { Meter } from '#ui/meter.tsx'
import { Notice } from '#ui/notice.tsx'
import { OptionalPart } from '#ui/optional-part.tsx'
import { Screen } from '#ui/screen.tsx'
import { Empty, Loading } from '#ui/states.tsx'
import { Timeline } from '#ui/timeline.tsx'
import type { PictureParts } from './pictures.ts'
import { Products } from './products.tsx'
import type { TaskOnDevice } from './read-task.ts'
import './tasks.css'
import { keyOf, useTask } from './use-task.ts'

const Comment = lazy(async () => ({ default: (await import('./comment.tsx')).Comment }))

/** `/nhiem-vu/:taskId`: what is expected by when, what was done about it, and what the office said. */
export function TaskPage({ pictures }: { pictures: PictureParts }) {
  const { tasks: t } = useTaskTexts()
  const { task, nowMs } = useTask()
  if (task) return <Page key={task.due.key} task={task} nowMs={nowMs} view={pictures.view} />
  return (
    <Screen title={task === null ? t.notFoundTitle : t.title} back="/nhiem-vu">
      {task === null ? <Empty icon="search" title={t.notFound} /> : <Loading label={t.loading} />}
    </Screen>
  )
}

function Page({ task, nowMs, view }: { task: TaskOnDevice; nowMs: number; view: PictureParts['view'] }) {
  const texts = useTaskTexts()
  const { tasks: t } = texts
  const all = useTexts()
  const sync = useSyncState()
  const { actor } = useServices()
  const { due, waiting } = task
  const mayWork = canTask(actor, 'work', due.card)
  useSeen(task, mayWork)
  const status = statusOfWaiting(waiting, sync)
  const words = status ? statusWords(all, status, nowMs) : arrivedWords(task)
  const open = mayWork && !isOver(due.state)
  const given = due.card.role === 'given' ? due.card.body : null
  const isBrief = given?.kind === 'brief'
  const path = `/nhiem-vu/${due.key}`
  return (
    <Screen
      title={due.card.title}
      eyebrow={placeWords(texts, due.card)}
      back="/nhiem-vu"
      status={
        <div className="row row-middle">
          <Chip tone={TASK_TONE[due.state]}>{t.state[due.state]}</Chip>
          {words?.chip && <Chip tone={words.tone}>{words.chip}</Chip>}
          {words && <span className="small grow">{words.line}</span>}
        </div>
      }
      actions={
        open && (
          <>
            <ButtonLink kind="primary" icon="send" href={`${path}/ket-qua`} wide>
              {isBrief ? t.answer : t.acts.result}
            </ButtonLink>
            {due.state !== 'reported' && !isBrief && (
              <ButtonLink kind="ghost" href={`${path}/tien-do`} wide>
                {t.acts.progress}
              </ButtonLink>
            )}
          </>
        )
      }
    >
      <Announce>{words ? `${words.chip} ${words.line}` : t.state[due.state]}</Announce>
      <Word task={task} />
      <DueCard task={task} nowMs={nowMs} mayAsk={open && due.state !== 'reported'} />
      <section className="stack-small" aria-labelledby="task-expected">
        <h2 id="task-expected">{t.expected}</h2>
        {given && (
          <Card>
            <p className="prose">{given.ask}</p>
          </Card>
        )}
        {task.expected.map(({ no, title, bullets }) => (
          <Card key={no}>
            {due.card.role === 'coordinator' && <h3 className="task-item">{`${due.card.group}.${no}. ${title}`}</h3>}
            <ul className="task-bullets">
              {bullets.map((bullet) => (
                <li key={bullet}>{bullet}</li>
              ))}
            </ul>
          </Card>
        ))}
      </section>
      {!isBrief && (
        <Card>
          <Meter label={`${t.progress}: ${t.percent(percentOf(due.task))}`} value={percentOf(due.task)} max={100} />
        </Card>
      )}
      {(!isBrief || productsOf(due.task).length > 0) && <Products task={task} mayChange={open} view={view} />}
      <History task={task} nowMs={nowMs} />
    </Screen>
  )

  /** A result that the server has: told with its moment, since that is what officers worry about. */
  function arrivedWords({ due: { task: record, state } }: TaskOnDevice) {
    const reported = record?.timeline.findLast(({ kind }) => kind === 'reported')
    const at = reported?.stamps.received
    return state === 'reported' && at
      ? { tone: 'ok' as const, chip: '', line: t.arrivedAt(formatWhen(at, nowMs)) }
      : null
  }
}

/** Opening it tells the office that it was seen; once is enough. [TK7] */
function useSeen({ due }: TaskOnDevice, mayWork: boolean): void {
  const { mutate } = useServices()
  const told = useRef(false)
  const isNew = due.state === 'assigned'
  const { card } = due
  useEffect(() => {
    if (!isNew || !mayWork || told.current) return
    told.current = true
    mutate({ name: 'task.see', args: keyOf(card) }).catch((error: unknown) =>
      console.warn('not noted as seen', error instanceof Error ? error.name : error),
    )
  }, [isNew, mayWork, card, mutate])
}

/** What the office said last, and what the server would not take. */
function Word({ task: { due, refused } }: { task: TaskOnDevice }) {
  const { tasks: t } = useTaskTexts()
  const returned = returnReasonOf(due.task)
  const ask = openAskOf(due.task)
  const last = lastExtensionOf(due.task)
  const amended = due.card.role === 'given' ? due.card.told.at(-1) : undefined
  const cancelled = due.task?.timeline.findLast((entry) => entry.kind === 'cancelled')
  return (
    <>
      {refused.length > 0 && (
        <Notice
          tone="alarm"
          title={t.refusedDetail}
          action={
            <ButtonLink kind="ghost" href="/can-sua">
              {t.toTray}
            </ButtonLink>
          }
        />
      )}
      {amended?.kind === 'amended' && !isOver(due.state) && (
        <Notice tone="info" title={t.amendedTitle}>
          {amended.reason}
        </Notice>
      )}
      {due.state === 'returned' && returned !== null && (
        <Notice tone="wait" title={t.returnedWhy}>
          {returned}
        </Notice>
      )}
      {ask && (
        <Notice tone="info" title={t.askedTitle}>
          {t.askedText(fullDay(ask.before))}
        </Notice>
      )}
      {last?.kind === 'extension_refused' && !isOver(due.state) && (
        <Notice tone="wait" title={t.refusedAsk}>
          {last.reason}
        </Notice>
      )}
      {due.state === 'cancelled' && cancelled?.kind === 'cancelled' && (
        <Notice tone="info" title={t.cancelledTitle}>
          {cancelled.reason}
        </Notice>
      )}
    </>
  )
}

function DueCard({ task: { due }, nowMs, mayAsk }: { task: TaskOnDevice; nowMs: number; mayAsk: boolean }) {
  const { deadlines, tasks: t } = useTaskTexts()
  const isExtended = due.deadline.before !== due.card.before
  const isWaited = !isOver(due.state) && due.state !== 'reported'
  return (
    <Card>
      <div className="stack-small">
        <div className="row row-middle">
          <h2 className="grow">{isExtended ? `${t.due} (${t.extended.toLowerCase()})` : t.due}</h2>
          {isWaited && (
            <Chip tone={pressing(due.deadline, instantOf(nowMs))}>{relativeDue(deadlines, due.deadline, nowMs)}</Chip>
          )}
        </div>
        <p className="task-due">{bothForms(deadlines, due.deadline, nowMs)}</p>
        {mayAsk && openAskOf(due.task) === null && (
          <ButtonLink kind="quiet" icon="calendar" href={`/nhiem-vu/${due.key}/gia-han`}>
            {t.acts.extension}
          </ButtonLink>
        )}
      </div>
    </Card>
  )
}

function History({ task, nowMs }: { task: TaskOnDevice; nowMs: number }) {
  const { due, waiting } = task
  const texts = useTaskTexts()
  const { tasks: t } = texts
  const all = useTexts()
  const unsent = new Set(waiting.filter(({ verdict }) => verdict === null).map(({ mid }) => mid as string))
  const rows = historyOf(texts, all, due.task, nowMs, due.card.role === 'given' ? due.card.told : [])
  return (
    <section className="stack-small" aria-labelledby="task-history">
      <h2 id="task-history">{t.history}</h2>
      <Card>
        {rows.length === 0 ? (
          <p className="small">{t.noHistory}</p>
        ) : (
          <Timeline
            items={rows.map(({ key, kind, title, who, words, isKept }) => ({
              key,
              title,
              state: unsent.has(key) ? 'now' : kind === 'returned' ? 'alarm' : 'done',
              detail: (
                <>
                  <p>{unsent.has(key) ? `${who} · ${t.unsent}` : who}</p>
                  {words && <p className="prose">{words}</p>}
                  {isKept && <p className="strong">{t.kept}</p>}
                </>
              ),
            }))}
          />
        )}
        <OptionalPart loading={all.comments.loading} unloaded={all.comments.unloaded}>
          <Comment task={task} />
        </OptionalPart>
      </Card>
    </section>
  )
}
