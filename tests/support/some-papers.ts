import { incidentPaper } from '#features/documents/incident-paper.ts'
import type { Paper } from '#features/documents/paper.ts'
import { aMonthDraft, aMonthSent, monthlyPaper, NIL, RICH } from '#tests/features/documents/a-month.ts'
import { aPlanDraft, aPlanSent, planPaper } from '#tests/features/documents/a-plan.ts'
import { anIncidentInTwoReports } from '#tests/features/documents/an-incident.ts'
import { at } from './builders.ts'

const FRAME = { departmentName: 'Sở Giáo dục và Đào tạo tỉnh Ví Dụ (minh họa)', at: at('2026-11-19T08:00:00Z') }

/** Each official paper with invented content, by the name of its file. */
export const somePapers = (): Readonly<Record<string, Paper>> => ({
  'bao-cao-nhanh': incidentPaper(anIncidentInTwoReports(), FRAME),
  'bao-cao-thang': monthlyPaper(aMonthSent(RICH, { isConfirmed: true })),
  'bao-cao-thang-khong-phat-sinh': monthlyPaper(aMonthSent(NIL)),
  'bao-cao-thang-nhap': monthlyPaper(aMonthDraft(RICH)),
  'ke-hoach': planPaper(aPlanSent()),
  'ke-hoach-nhap': planPaper(aPlanDraft()),
})
