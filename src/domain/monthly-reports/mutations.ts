import { monthOf } from '../deadlines/obligation-id.ts'
import type { Context } from '../mutation.ts'
import { hanoiDay } from '../time.ts'
import type { FormKind } from '../unit-forms/define.ts'
import { blockingIn } from '../unit-forms/issues.ts'
import { officeActsOf } from '../unit-forms/office-acts.ts'
import { unitActsOf } from '../unit-forms/unit-acts.ts'
import { fieldsSchema, fits, kindOf } from './fields.ts'
import { monthlyReportIdOf, periodNamed, readMonthName, reportKey } from './key.ts'
import { frozenReport, type MonthlyReport } from './report.ts'
import { summaryOf } from './summary.ts'
import { validateMonthly } from './validation.ts'

const monthlyKind: FormKind<'monthly', typeof frozenReport> = {
  name: 'monthly',
  record: { whole: 'monthly_report', summary: 'monthly_summary' },
  key: reportKey,
  idOf: monthlyReportIdOf,
  fields: { kindOf, fits, schema: fieldsSchema },
  parts: new Set(['issues']),
  frozen: frozenReport,
  blocking: (of, { snapshot, policy }) => blockingIn(validateMonthly(snapshot, periodNamed(of, policy))),
  hasBegun,
  codes: { register: 'monthly', prefix: 'BT' },
  summaryOf: (form) => summaryOf(form as MonthlyReport),
}

export const {
  edit: editMonthly,
  settle: settleMonthly,
  ask: askMonthly,
  approve: approveMonthly,
  decline: declineMonthly,
  submit: submitMonthly,
  confirm: confirmMonthly,
  dispute: disputeMonthly,
} = unitActsOf(monthlyKind)
export const { receive: receiveMonthly, return: returnMonthly, accept: acceptMonthly } = officeActsOf(monthlyKind)

/** What can be done about a month's report. */
export const monthlyMutations = [
  editMonthly,
  settleMonthly,
  askMonthly,
  approveMonthly,
  declineMonthly,
  submitMonthly,
  confirmMonthly,
  disputeMonthly,
  receiveMonthly,
  returnMonthly,
  acceptMonthly,
] as const

/**
 * A month whose first day of reporting is still to come is no period yet. Only the server judges it: a phone set to
 * 1970 can report. [MR1, TM2]
 */
function hasBegun(of: string, { received }: Context): boolean {
  if (received === null) return true
  const { year, month } = readMonthName(of)
  // the earliest day that any rule of periods gives a month
  const before = month === 1 ? { year: year - 1, month: 12 } : { year, month: month - 1 }
  return `${monthOf(before)}-01` <= hanoiDay(received)
}
