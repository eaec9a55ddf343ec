import type { AnyCard } from '#domain/tasks/find-card.ts'
import type { GivenEntry } from '#domain/tasks/giving.ts'
import { isOver, type Task, type TaskEntry, taskStateOf } from '#domain/tasks/task.ts'
import type { TaskIssue } from '#domain/tasks/validation.ts'
import { formatWhen } from './dates.ts'
import { fullDay } from './deadline-words.ts'
import { givenPlace } from './due-titles.ts'
import type { PageTexts } from './page-texts.ts'
import type { TaskTexts } from './task-texts.ts'

/** "Mục III.2 · chủ trì · Quý IV/2026" */
export function placeWords(texts: TaskTexts, card: AnyCard): string {
  const t = texts.tasks
  if (card.role === 'given') return givenPlace(texts, card.body)
  const quarter = t.quarterOf(card.quarter, card.year)
  return card.role === 'lead' ? t.place.lead(card.group, card.item, quarter) : t.place.coordinator(card.group, quarter)
}

export interface HistoryRow {
  key: string
  title: string
  who: string
  /** what was said, and of which product */
  words: string
  /** it came after the office's last word [TK7] */
  isKept: boolean
  kind: TaskEntry['kind'] | GivenEntry['kind']
}

/** What unit and office did about a task, and what was given and changed, in the server's order. [TK6, GV3] */
export function historyOf(
  texts: TaskTexts,
  { labels }: Pick<PageTexts, 'labels'>,
  task: Task | undefined,
  nowMs: number,
  told: readonly GivenEntry[] = [],
): HistoryRow[] {
  const timeline = task?.timeline ?? []
  const rows = timeline.map((entry, n) => ({ entry, isKept: isOver(taskStateOf({ timeline: timeline.slice(0, n) })) }))
  return [...told.map((entry) => ({ entry, isKept: false })), ...rows]
    .sort((a, b) => compare(a.entry, b.entry))
    .map(({ entry, isKept }) => {
      const { by, stamps } = entry
      const when = formatWhen(stamps.received ?? stamps.committed, nowMs)
      return {
        key: entry.id,
        kind: entry.kind,
        title: texts.tasks.entry[entry.kind],
        who: texts.tasks.by(by.name, labels.role[by.role], when),
        words: wordsOf(texts, entry, timeline, told),
        isKept,
      }
    })
}

type Stamped = Pick<TaskEntry, 'stamps'>
/** What the server has by the moment when it came; what waits here comes last, in the order in which it was done. */
function compare({ stamps: { received: a } }: Stamped, { stamps: { received: b } }: Stamped): number {
  if (a === b) return 0
  return a !== null && (b === null || a < b) ? -1 : 1
}

function wordsOf(
  texts: TaskTexts,
  entry: TaskEntry | GivenEntry,
  timeline: readonly TaskEntry[],
  told: readonly GivenEntry[],
): string {
  const t = texts.tasks
  switch (entry.kind) {
    case 'given':
      return ''
    case 'amended': {
      const was = told[told.indexOf(entry) - 1]?.body
      const before = was && t.wasBefore(givenPlace(texts, was), fullDay(was.before))
      return before ? `${entry.reason}\n${before}` : entry.reason
    }
    case 'seen':
      return ''
    case 'progress':
      return [t.percent(entry.percent), entry.note].filter((part) => part !== '').join(' · ')
    case 'product_added':
      return `${t.product.kind[entry.product.kind]}: ${entry.product.title}`
    case 'product_removed': {
      const added = timeline.find(({ id }) => id === entry.productId)
      return added?.kind === 'product_added' ? added.product.title : ''
    }
    case 'reported':
    case 'accepted':
      return entry.note
    case 'comment':
      return entry.text
    case 'returned':
    case 'extension_refused':
    case 'cancelled':
      return entry.reason
    case 'extension_asked':
    case 'extension_given':
      return `${t.untilBefore(fullDay(entry.before))}: ${entry.reason}`
  }
}

/** A rule that is open, in the words of its field. */
export function taskIssueText({ tasks: t }: TaskTexts, { code, path, params }: TaskIssue): string {
  const labels: Readonly<Record<string, string>> = { ...t.product.fields, ...t.fields }
  const say: (label: string, params: TaskIssue['params']) => string = t.issues[code]
  return say(labels[path] ?? path, params)
}
