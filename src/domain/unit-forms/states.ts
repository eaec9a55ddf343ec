/** How a form of a unit stands, from its first word to the office's last. [MR8] */
export const FORM_STATES = [
  'not_started',
  'draft',
  'pending_approval',
  'approved',
  'submitted',
  'received',
  'returned',
  'accepted',
] as const
export type FormState = (typeof FORM_STATES)[number]
