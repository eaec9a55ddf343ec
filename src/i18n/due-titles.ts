import type { Due } from '#domain/agenda/due.ts'
import type { DutyKey } from '#domain/deadlines/obligation-id.ts'
import type { PlanTexts } from './plan-texts.ts'

/** A task is named with its quarter, a month's report with its month. */
export function titleOf({ deadlines: t, tasks }: PlanTexts, due: Due): string {
  if (due.kind === 'task') return `${due.card.title}, ${tasks.quarter(due.card.quarter)}`
  if (due.kind === 'own') return due.line.title
  return nameOfDuty({ deadlines: t }, due.obligation)
}

/** "Báo cáo dư luận tháng 11/2026" */
export function nameOfDuty({ deadlines: t }: Pick<PlanTexts, 'deadlines'>, { form, of }: Pick<DutyKey, 'form' | 'of'>) {
  const [year = 0, month = 0] = of.split('-').map(Number)
  return form === 'monthly' ? t.duty.monthly(month, year) : t.duty.unit_plan(year)
}
