import { snapshotOf } from '#domain/monthly-reports/body.ts'
import { confirmMonthly, submitMonthly } from '#domain/monthly-reports/mutations.ts'
import type { MonthlyReport } from '#domain/monthly-reports/report.ts'
import type { Fields } from '#domain/unit-forms/fields.ts'
import { latestVersion } from '#domain/unit-forms/state.ts'
import { framed } from '#features/documents/frame.ts'
import { type MonthlyContent, monthlySaid } from '#features/documents/monthly-paper.ts'
import type { Paper } from '#features/documents/paper.ts'
import { aContext, anActor, at, UNIT, uuid } from '#tests/support/builders.ts'
import { FULL, KEY, monthlyAfter, OF } from '#tests/support/monthly.ts'

export const UNIT_NAME = 'Trường Tiểu học Sao Mai (minh họa)'
const base = {
  unitName: UNIT_NAME,
  of: OF,
  policy: 'cut15_14' as const,
}
const item = (list: string, n: number, members: Record<string, string | boolean>) =>
  Object.fromEntries(Object.entries(members).map(([member, value]) => [`${list}.${uuid(n)}.${member}`, value]))

/** Something under each heading of the paper; all of it invented. */
export const RICH: Fields = {
  ...FULL,
  docNumber: '9/BC-THSM',
  difficulties: 'Đầu mối kiêm nhiệm, ít thời gian theo dõi mạng xã hội (minh họa).',
  proposals: 'Tập huấn kỹ năng trả lời phụ huynh (minh họa).',
  'counters.newsPublished': 4,
  'counters.newsSent': 1,
  [`issues.${uuid(0x151)}.origin`]: 'citizen_feedback',
  [`issues.${uuid(0x151)}.level`]: 'medium',
  [`issues.${uuid(0x151)}.summary`]: 'Phụ huynh hỏi vì sao nhà gần trường mà khác tuyến.',
  [`issues.${uuid(0x151)}.accuracy`]: 'partly_true',
  [`issues.${uuid(0x151)}.responsible`]: 'Ban tuyển sinh',
  [`issues.${uuid(0x152)}.origin`]: 'social_media',
  [`issues.${uuid(0x152)}.proposal`]: 'Đề nghị Sở hướng dẫn mẫu công khai thực đơn.',
  [`issues.${uuid(0x152)}.carried`]: true,
  ...item('forecast', 0x201, {
    title: 'Thu các khoản tự nguyện cuối học kỳ',
    month: '12/2026',
    risk: 'high',
    preparation: 'Công khai mức thu, trả lời câu hỏi trên trang của trường.',
  }),
  ...item('examples', 0x202, { title: 'Tổ bảo vệ trẻ qua đường (minh họa)', subject: 'collective', sentToDept: true }),
  ...item('evidence', 0x203, { kind: 'incident', title: 'SC-2026-0007 · Trượt ngã trong sân', day: '2026-11-10' }),
}
export const NIL: Fields = { nil: true, 'incidents.total': 0 }

/** A version that was sent after the head's word by voice; confirmed when told so. */
export function aMonthSent(fields: Fields, { isConfirmed = false } = {}): MonthlyContent {
  const approval = { kind: 'verbal', way: 'phone', at: at('2026-11-18T02:00:00Z'), note: '' } as const
  const args = { ...KEY, snapshot: snapshotOf(fields), policy: base.policy, approval }
  const sent = monthlyAfter(submitMonthly, undefined, args, aContext({ received: at('2026-11-18T17:30:00Z') }))
  const context = aContext({ actor: { ...anActor('unit_head', UNIT, 2), name: 'Vũ Quốc Dũng (minh họa)' } })
  const { report } = isConfirmed ? monthlyAfter(confirmMonthly, sent.report, { ...KEY, version: 1 }, context) : sent
  return { ...base, fields: args.snapshot, sent: versionIn(report) }
}

export const aMonthDraft = (fields: Fields): MonthlyContent => ({ ...base, fields: snapshotOf(fields), sent: null })

/** With the head and foot that the page puts around it. */
export function monthlyPaper(content: MonthlyContent): Paper {
  const { at, said } = monthlySaid(content)
  return framed({ departmentName: 'Sở Giáo dục và Đào tạo tỉnh Ví Dụ (minh họa)', at }, said)
}

function versionIn(report: MonthlyReport): NonNullable<MonthlyContent['sent']> {
  const version = latestVersion(report)
  if (!version) throw new Error('nothing was sent')
  return { report, version }
}
