import type { MonthlyReport } from './report.ts'
import { answerOfHead, arrivalsOf, latestVersion, monthlyStateOf, versionsOf } from './state.ts'
import type { MonthlySummary } from './summary-record.ts'

/** Made from the whole, and from nothing else. [MR12] */
export function summaryOf(report: MonthlyReport): MonthlySummary {
  const newest = latestVersion(report)
  const answer = newest ? answerOfHead(report, newest.no) : null
  const isWord = newest?.approval.kind === 'verbal' && answer?.kind !== 'confirmed'
  return {
    id: report.id,
    unitId: report.unitId,
    unitName: report.unitName,
    of: report.of,
    code: report.code,
    state: monthlyStateOf(report),
    versions: versionsOf(report).length,
    arrivals: arrivalsOf(report),
    changed: report.timeline.at(-1)?.stamps.received ?? null,
    nil: newest?.snapshot.nil === true,
    kept: report.kept.length,
    word: isWord ? (answer?.kind === 'disputed' ? 'disputed' : 'open') : null,
  }
}
