import type { Card } from '#domain/tasks/cards.ts'
import { isOver, type Task, type TaskEntry, taskStateOf } from '#domain/tasks/task.ts'
import type { TaskIssue } from '#domain/tasks/validation.ts'
import { formatWhen } from './dates.ts'
import { fullDay } from './deadline-words.ts'
import type { PageTexts } from './page-texts.ts'
import type { TaskTexts } from './task-texts.ts'

/** "Mục III.2 · chủ trì · Quý IV/2026" */
export function placeWords({ tasks: t }: TaskTexts, card: Card): string {
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
  kind: TaskEntry['kind']
}

/** What unit and office did about a task, in the server's order. [TK6] */
export function historyOf(
  texts: TaskTexts,
  { labels }: Pick<PageTexts, 'labels'>,
  task: Task | undefined,
  nowMs: number,
): HistoryRow[] {
  const timeline = task?.timeline ?? []
  return timeline.map((entry, n) => {
    const { by, stamps } = entry
    const when = formatWhen(stamps.received ?? stamps.committed, nowMs)
    return {
      key: entry.id,
      kind: entry.kind,
      title: texts.tasks.entry[entry.kind],
      who: texts.tasks.by(by.name, labels.role[by.role], when),
      words: wordsOf(texts, entry, timeline),
      isKept: isOver(taskStateOf({ timeline: timeline.slice(0, n) })),
    }
  })
}

function wordsOf({ tasks: t }: TaskTexts, entry: TaskEntry, timeline: readonly TaskEntry[]): string {
  switch (entry.kind) {
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
