import { latestVersion, summed } from '../unit-forms/state.ts'
import type { MonthlyReport } from './report.ts'
import type { MonthlySummary } from './summary-record.ts'

/** Made from the whole, and from nothing else. [MR12] */
export const summaryOf = (report: MonthlyReport): MonthlySummary => ({
  ...summed(report),
  nil: latestVersion(report)?.snapshot.nil === true,
})
