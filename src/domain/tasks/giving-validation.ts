import type { GivenBody } from './giving.ts'
import { GIVEN_LIMITS } from './giving.ts'

/** The rules that the desk's form and the server share; each of them blocks. Sentences: `src/i18n/vi/given-desk.ts`. */
export const GIVEN_ISSUE_CODES = ['V01', 'V49', 'V50', 'V51'] as const
export type GivenIssueCode = (typeof GIVEN_ISSUE_CODES)[number]

export interface GivenIssue {
  code: GivenIssueCode
  /** the member that it is about: `title`, `to` … */
  path: string
}

/** As a form holds it: a day that was not read is null. */
export type GivenDraft = Omit<GivenBody, 'from' | 'to' | 'before'> & Record<'from' | 'to' | 'before', string | null>

/** Everything that is wrong with what is to be given. [V01, V49, V50] */
export function validateGiven({ kind, title, from, to, ask, before }: GivenDraft): GivenIssue[] {
  const missing = { title: title.trim(), from, to, ask: ask.trim(), before }
  const isBackward = from !== null && to !== null && (kind === 'brief' ? to !== from : to < from)
  return [
    ...Object.entries(missing).flatMap(([path, value]) => (value ? [] : [{ code: 'V01' as const, path }])),
    ...(isBackward ? [{ code: 'V49' as const, path: 'to' }] : []),
    ...(kind === 'brief' && from !== null && before !== null && before > from
      ? [{ code: 'V50' as const, path: 'before' }]
      : []),
  ]
}

/** It goes to somebody, and to no more than one change carries. [V01, V51] */
export const validateUnits = (count: number): GivenIssue[] =>
  count === 0
    ? [{ code: 'V01', path: 'unitIds' }]
    : count > GIVEN_LIMITS.units
      ? [{ code: 'V51', path: 'unitIds' }]
      : []
