import type { Period } from '../deadlines/periods.ts'
import { isLink } from '../links.ts'
import { type Fields, isEmpty } from '../unit-forms/fields.ts'
import { documentNumber, type FormIssue, identities, isCount, issue, tooLong } from '../unit-forms/issues.ts'
import { dayIn, type Item, memberPath, standing, textOf } from '../unit-forms/items.ts'
import { countersIn, newIssues } from './body.ts'
import { COUNTERS, kindOf } from './fields.ts'

/** The rules of a month's report; sentences: `src/i18n/vi/monthly.ts`. */
export const MONTHLY_ISSUE_CODES = [
  'V01',
  'V02',
  'V03',
  'V09',
  'V15',
  'V16',
  'V21',
  'V22',
  'V23',
  'V24',
  'V25',
  'V26',
  'V36',
  'V39',
  'V40',
  'V41',
] as const
export type MonthlyIssueCode = (typeof MONTHLY_ISSUE_CODES)[number]

export type MonthlyIssue = FormIssue<MonthlyIssueCode>

const MIN_OVERVIEW = 30

/**
 * Everything there is to say about a month's report as its sender saw it. [V01–V41, MR11]
 * @param fields a snapshot, or a draft as it would be frozen
 * @param period the days that its sender saw
 */
export function validateMonthly(fields: Fields, period: Pick<Period, 'from' | 'to'>): MonthlyIssue[] {
  return [
    ...general(fields),
    ...tooLong(fields, kindOf),
    ...counters(fields),
    ...standing(fields, 'issues').flatMap((item) => ofIssue(item, period)),
    ...standing(fields, 'forecast').flatMap(titled),
    ...standing(fields, 'examples').flatMap(ofExample),
    ...standing(fields, 'evidence').flatMap((item) => ofEvidence(item, period)),
    ...identities(fields, kindOf),
  ]
}

function general(fields: Fields): MonthlyIssue[] {
  const issues = newIssues(fields)
  const found: MonthlyIssue[] = [...documentNumber(fields)]
  if (fields.nil === true) {
    if (issues.length > 0) found.push(issue('V23', 'nil', { n: issues.length }))
    return found
  }
  const overview = textOf(fields.overview).trim()
  if (overview === '') found.push(issue('V01', 'overview'))
  else if (overview.length < MIN_OVERVIEW) found.push(issue('V02', 'overview', { n: MIN_OVERVIEW, m: overview.length }))
  if (standing(fields, 'issues').length === 0) found.push(issue('V24', 'issues'))
  return found
}

function counters(fields: Fields): MonthlyIssue[] {
  const paths = [...COUNTERS.map((counter) => `counters.${counter}`), 'incidents.total']
  const unread = paths.filter((path) => !isEmpty(fields[path]) && !isCount(fields[path]))
  if (unread.length > 0) return unread.map((path) => issue('V09', path))
  const of = countersIn(fields)
  const press = [of.pressPositive, of.pressNeutral, of.pressNegative]
  const feedback = [of.feedbackResolved, of.feedbackPending]
  return [...sum('V21', 'pressTotal', of.pressTotal, press), ...sum('V22', 'feedbackTotal', of.feedbackTotal, feedback)]
}

/** Parts and total agree; where nobody said anything there is nothing to add. */
function sum(code: 'V21' | 'V22', counter: string, total: number | null, parts: readonly (number | null)[]) {
  if (total === null && parts.every((part) => part === null)) return []
  const a = parts.reduce<number>((all, part) => all + (part ?? 0), 0)
  return a === (total ?? 0) ? [] : [issue(code, `counters.${counter}`, { a, b: total ?? 0 })]
}

const titled = (item: Item): MonthlyIssue[] => (isEmpty(item.of.title) ? [issue('V01', memberPath(item, 'title'))] : [])

function ofIssue(item: Item, period: Pick<Period, 'from' | 'to'>): MonthlyIssue[] {
  const { of } = item
  const links = textOf(of.links)
    .split(/\s+/)
    .filter((link) => link !== '')
  return [
    ...titled(item),
    ...(isEmpty(of.handling) ? [issue('V25', memberPath(item, 'handling'), { title: textOf(of.title) })] : []),
    ...dated(item, 'firstSeen', period, of.carried === true ? 'warn' : 'block'),
    ...(links.every(isLink) ? [] : [issue('V39', memberPath(item, 'links'))]),
  ]
}

function dated(item: Item, member: string, { from, to }: Pick<Period, 'from' | 'to'>, level: MonthlyIssue['level']) {
  const value = item.of[member]
  if (isEmpty(value)) return []
  const day = dayIn(value)
  if (!day) return [issue('V01', memberPath(item, member))]
  return from <= day && day <= to ? [] : [issue('V26', memberPath(item, member), { day, from, to }, level)]
}

function ofExample(item: Item): MonthlyIssue[] {
  const { subject, consent } = item.of
  const agreed = consent === 'given' || consent === 'given_with_parents'
  const isAsked = subject === 'person' ? !agreed : consent === 'missing'
  return [
    ...titled(item),
    ...(isEmpty(subject) ? [issue('V01', memberPath(item, 'subject'))] : []),
    ...(isAsked ? [issue('V41', memberPath(item, 'consent'))] : []),
  ]
}

function ofEvidence(item: Item, period: Pick<Period, 'from' | 'to'>): MonthlyIssue[] {
  const { of } = item
  const counts = ['count', 'resolved'].filter((member) => !isEmpty(of[member]) && !isCount(of[member]))
  const [all, resolved] = [isCount(of.count) ? Number(of.count) : 1, isCount(of.resolved) ? Number(of.resolved) : 0]
  return [
    ...counts.map((member) => issue('V09', memberPath(item, member))),
    ...(of.kind === 'feedback' && counts.length === 0 && resolved > all
      ? [issue('V22', memberPath(item, 'resolved'), { a: resolved, b: all })]
      : []),
    ...dated(item, 'day', period, 'block'),
    ...(isEmpty(of.link) || isLink(textOf(of.link)) ? [] : [issue('V39', memberPath(item, 'link'))]),
  ]
}
