import { monthlyReportIdOf } from '#domain/monthly-reports/key.ts'
import type { MonthlyReport } from '#domain/monthly-reports/report.ts'
import type { Context, Decision, Mutation } from '#domain/mutation.ts'
import type { RecordBodies, RecordType, View } from '#domain/records.ts'
import type { Refusal } from '#domain/refusals.ts'
import type { Result } from '#domain/result.ts'
import type { Fields } from '#domain/unit-forms/fields.ts'
import { aContext, UNIT, uuid } from '#tests/support/builders.ts'

export const OF = '2026-11'
export const KEY = { unitId: UNIT, of: OF }
/** 15 October to 14 November 2026 */
export const PERIOD = { from: '2026-10-15', to: '2026-11-14' } as const
export const REPORT_ID = monthlyReportIdOf(KEY)

const issue = (n: number, of: Record<string, string | boolean>): Record<string, string | boolean> =>
  Object.fromEntries(
    Object.entries({ at: `2026-10-2${n}T01:00:00.000Z`, ...of }).map(([member, value]) => [
      `issues.${uuid(0x150 + n)}.${member}`,
      value,
    ]),
  )

/** A whole report with invented content, against which nothing can be said. */
export const FULL = {
  overview: 'Dư luận cơ bản ổn định; phụ huynh quan tâm bữa ăn bán trú và tuyển sinh (minh họa).',
  'sources.press': true,
  'sources.hotline': true,
  'counters.pressTotal': 11,
  'counters.pressPositive': 6,
  'counters.pressNeutral': 3,
  'counters.pressNegative': 2,
  'counters.feedbackTotal': 9,
  'counters.feedbackResolved': 7,
  'counters.feedbackPending': 2,
  'incidents.total': 1,
  ...issue(1, {
    title: 'Tuyển sinh lớp 6 theo tuyến (minh họa)',
    topic: 'admission',
    firstSeen: '2026-10-22',
    handling: 'Đăng hỏi - đáp, trả lời tại 03 cuộc họp phụ huynh.',
    result: 'resolved',
  }),
  ...issue(2, {
    title: 'Bữa ăn bán trú (minh họa)',
    topic: 'boarding_meal',
    firstSeen: '2026-11-10',
    level: 'high',
    handling: 'Phối hợp y tế kiểm tra bếp ăn.',
    result: 'in_progress',
    links: 'https://bao.example/bai-1 https://bao.example/bai-2',
  }),
} as const satisfies Fields

export const viewOfReport = (report: MonthlyReport | undefined): View => ({
  get: <T extends RecordType>(type: T, id: string) =>
    (type === 'monthly_report' && report?.id === id ? report : undefined) as RecordBodies[T] | undefined,
})

export const decideMonthly = <Args>(
  mutation: Mutation<string, Args>,
  report: MonthlyReport | undefined,
  args: Args,
  context: Context = aContext(),
): Result<Decision, Refusal> => mutation.decide(viewOfReport(report), args, context)

/** The report after an act. @throws when it was refused */
export function monthlyAfter<Args>(
  mutation: Mutation<string, Args>,
  report: MonthlyReport | undefined,
  args: Args,
  context?: Context,
): { report: MonthlyReport; outcome: Decision['outcome'] } {
  const result = decideMonthly(mutation, report, args, context)
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`)
  const [change] = result.value.changes
  if (!change) return { report: report as MonthlyReport, outcome: result.value.outcome }
  if (!('put' in change) || change.put !== 'monthly_report') throw new Error('no report was put')
  return { report: change.body, outcome: result.value.outcome }
}
