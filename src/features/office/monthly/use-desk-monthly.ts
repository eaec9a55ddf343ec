import { useQuery } from '@tanstack/react-query'
import type { MonthlyReport } from '#domain/monthly-reports/report.ts'
import type { Actor } from '#domain/organisation/roles.ts'
import type { StoredRecord } from '#domain/records.ts'
import { overlay } from '#domain/sync/overlay.ts'
import { type DeskMonthlyAnswer, deskMonthlyAnswerSchema } from '#protocol/office-monthly.ts'
import type { OutboxRow } from '#storage/tables.ts'
import { pendingOf, stands, viewOf } from '#storage/views.ts'
import { ask } from '../api.ts'
import { useDeskApi } from '../queries.ts'

export function useDeskMonthly(id: string) {
  const deps = useDeskApi()
  return useQuery({
    queryKey: ['desk', deps.account, 'monthly', id],
    queryFn: ({ signal }) => ask(deps, `/api/office/monthly/${id}`, deskMonthlyAnswerSchema, signal),
  })
}

/** The fetched report as the outbox keeps it, so that an act is decided on what its author saw. */
export const seedOfMonthly = ({ space, report }: Pick<DeskMonthlyAnswer, 'space' | 'report'>): StoredRecord => ({
  space,
  type: 'monthly_report',
  id: report.id,
  entity: report.id,
  version: 0,
  body: report,
})

/** The report with one's own acts on top, until the server's answer contains them. [SY4] */
export function monthlyWithActs(answer: DeskMonthlyAnswer, acts: readonly OutboxRow[], actor: Actor): MonthlyReport {
  const view = overlay(viewOf([seedOfMonthly(answer)]), acts.filter(stands).map(pendingOf), actor)
  return view.get('monthly_report', answer.report.id) ?? answer.report
}
