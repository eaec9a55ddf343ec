/** How a month's report stands, from its first word to the office's last. [MR8] */
export const MONTHLY_STATES = [
  'not_started',
  'draft',
  'pending_approval',
  'approved',
  'submitted',
  'received',
  'returned',
  'accepted',
] as const
export type MonthlyState = (typeof MONTHLY_STATES)[number]
