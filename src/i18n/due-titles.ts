import type { Due } from '#domain/agenda/due.ts'
import type { DutyKey } from '#domain/deadlines/obligation-id.ts'
import type { GivenBody } from '#domain/tasks/giving.ts'
import { fullDay } from './deadline-words.ts'
import type { PlanTexts } from './plan-texts.ts'

/** A task of the plan is named with its quarter, a month's report with its month. */
export function titleOf({ deadlines: t, tasks }: PlanTexts, due: Due): string {
  if (due.kind === 'task') {
    const { card } = due
    return card.role === 'given' ? card.title : `${card.title}, ${tasks.quarter(card.quarter)}`
  }
  if (due.kind === 'own') return due.line.title
  return nameOfDuty({ deadlines: t }, due.obligation)
}

/** "Báo cáo dư luận tháng 11/2026" */
export function nameOfDuty({ deadlines: t }: Pick<PlanTexts, 'deadlines'>, { form, of }: Pick<DutyKey, 'form' | 'of'>) {
  const [year = 0, month = 0] = of.split('-').map(Number)
  return form === 'monthly' ? t.duty.monthly(month, year) : t.duty.unit_plan(year)
}

/** "Sự kiện từ 18/11/2026 đến 20/11/2026 · Nhà văn hóa", "Phục vụ cuộc họp 14:00 ngày 25/11/2026" */
export function givenPlace({ tasks: { given: t } }: Pick<PlanTexts, 'tasks'>, body: GivenBody): string {
  const { kind, from, to, hour, place } = body
  const days = from === to ? t.onDay(fullDay(from)) : t.days(fullDay(from), fullDay(to))
  const when = hour === '' ? days : `${hour} ${days}`
  return [t.of[kind](when), ...(place.trim() === '' ? [] : [place.trim()])].join(' · ')
}
