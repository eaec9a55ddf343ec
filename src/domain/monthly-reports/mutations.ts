import { acceptMonthly, receiveMonthly, returnMonthly } from './office-acts.ts'
import {
  approveMonthly,
  askMonthly,
  confirmMonthly,
  declineMonthly,
  disputeMonthly,
  editMonthly,
  settleMonthly,
  submitMonthly,
} from './unit-acts.ts'

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
