import type { Due } from '#domain/agenda/due.ts'
import { msOf } from '#domain/time.ts'
import { bothForms } from '#i18n/deadline-words.ts'
import { titleOf } from '#i18n/due-titles.ts'
import type { PlanTexts } from '#i18n/plan-texts.ts'
import type { OutboxRow } from '#storage/tables.ts'

/** From here on a result that has not arrived must not be overlooked. */
const NEAR_MS = 48 * 3_600_000

const HANDED_IN: ReadonlySet<string> = new Set(['task.report', 'monthly.submit', 'plan.submit'])

/** Results and reports that wait on this device while their deadline is near or past. [DL16] */
export function unsentNear(
  dues: readonly Due[],
  waiting: ReadonlyMap<string, readonly OutboxRow[]>,
  nowMs: number,
): Due[] {
  return dues.filter((due) => {
    const rows = waiting.get(due.kind === 'duty' ? due.obligation.id : due.key) ?? []
    const unsent = rows.some(({ name, verdict }) => verdict === null && HANDED_IN.has(name))
    return unsent && msOf(due.deadline.instant) - nowMs < NEAR_MS
  })
}

/** The text for whoever has to be told another way: what is due, and what was done. */
export function messageOf(texts: PlanTexts, unitName: string, dues: readonly Due[], nowMs: number): string {
  const lines = dues.map((due) => {
    const task = due.kind === 'task' ? due.task : undefined
    const note = task?.timeline.findLast((entry) => entry.kind === 'reported')?.note ?? ''
    const head = `- ${titleOf(texts, due)} (${bothForms(texts.deadlines, due.deadline, nowMs)})`
    return note.trim() === '' ? head : `${head}: ${note.trim()}`
  })
  return texts.deadlines.unsent.message(unitName, lines.join('\n'))
}
