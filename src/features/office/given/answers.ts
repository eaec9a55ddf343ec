import type { Timeliness } from '#domain/deadlines/timeliness.ts'
import { bodyOf, judgedBy } from '#domain/tasks/given-card.ts'
import { type Giving, toldIn } from '#domain/tasks/giving.ts'
import { productsOf, type TaskState, taskStateOf, taskTimelinessOf } from '#domain/tasks/task.ts'
import type { Instant } from '#domain/time.ts'
import { fullDay } from '#i18n/deadline-words.ts'
import { givenPlace } from '#i18n/due-titles.ts'
import { givenVi } from '#i18n/given-texts.ts'
import { planVi } from '#i18n/plan-texts.ts'
import type { DeskPart } from '#protocol/office-given.ts'

/** What one unit said, and how it kept the day. */
export interface Answer {
  part: DeskPart
  group: 'open' | 'answered' | 'withdrawn'
  state: TaskState
  timeliness: Timeliness | null
  /** its last result; empty while there is none */
  note: string
  products: number
}

/** Of each unit where it stands: an answer that was sent back is open again, whatever came of it before. [GV2] */
export function answersOf(giving: Giving, parts: readonly DeskPart[], now: Instant): Answer[] {
  const [body, told] = [bodyOf(giving), toldIn(giving)]
  return parts.map((part) => {
    const task = part.task ?? undefined
    const state = taskStateOf(task)
    const reported = task?.timeline.findLast((entry) => entry.kind === 'reported')
    return {
      part,
      group: state === 'cancelled' ? 'withdrawn' : state === 'reported' || state === 'done' ? 'answered' : 'open',
      state,
      timeliness: taskTimelinessOf(task, judgedBy({ before: body.before, told }, task), now),
      note: reported?.kind === 'reported' ? reported.note : '',
      products: productsOf(task).length,
    }
  })
}

/** All answers as one text for the meeting: read by others, so in Vietnamese. [TX6] */
export function answersText(giving: Giving, answers: readonly Answer[]): string {
  const body = bodyOf(giving)
  const { detail: t } = givenVi
  const of = (group: Answer['group']) => answers.filter((answer) => answer.group === group)
  const said = of('answered').map(
    ({ part, note, products, timeliness }, n) =>
      `${n + 1}. ${part.unitName}${timeliness?.kind === 'late' ? ` (${t.lateBy(timeliness.days)})` : ''}\n${[
        note.trim(),
        ...(products > 0 ? [t.products(products)] : []),
      ]
        .filter((line) => line !== '')
        .join('\n')}`,
  )
  const open = of('open').map(({ part }) => part.unitName)
  return [
    `${body.title}\n${givenPlace(planVi, body)}, ${givenVi.until(fullDay(body.before))}`,
    body.ask,
    ...said,
    ...(open.length > 0 ? [`${t.noAnswer}: ${open.join('; ')}`] : []),
  ].join('\n\n')
}
