import type { Period } from '../deadlines/periods.ts'
import { looksLikeNumberOfPerson, looksLikePupil } from '../incidents/identities.ts'
import { isLink } from '../links.ts'
import { countersIn, dayIn, type Item, itemsOf, newIssues, standing, textOf } from './body.ts'
import { COUNTERS, type Fields, isEmpty, kindOf, LIST_NAMES } from './fields.ts'

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

export interface MonthlyIssue {
  code: MonthlyIssueCode
  /** `block` holds the report, `warn` asks to look once more */
  level: 'block' | 'warn'
  /** the field that it is about; its label is in `i18n` */
  path: string
  params: Readonly<Record<string, string | number>>
}

const MIN_OVERVIEW = 30
/** `12/BC-THPTHD` */
const DOCUMENT_NUMBER = /^\d{1,5}\/[\p{L}\d]+(?:-[\p{L}\d]+)+$/u

const issue = (
  code: MonthlyIssueCode,
  path: string,
  params: MonthlyIssue['params'] = {},
  level: MonthlyIssue['level'] = 'block',
): MonthlyIssue => ({ code, level, path, params })

/**
 * Everything there is to say about a month's report as its sender saw it. [V01–V41, MR11]
 * @param fields a snapshot, or a draft as it would be frozen
 * @param period the days that its sender saw
 */
export function validateMonthly(fields: Fields, period: Pick<Period, 'from' | 'to'>): MonthlyIssue[] {
  return [
    ...general(fields),
    ...lengths(fields),
    ...counters(fields),
    ...standing(fields, 'issues').flatMap((item) => ofIssue(item, period)),
    ...standing(fields, 'forecast').flatMap(titled),
    ...standing(fields, 'examples').flatMap(ofExample),
    ...standing(fields, 'evidence').flatMap((item) => ofEvidence(item, period)),
    ...identities(fields),
  ]
}

export const blockingIn = (issues: readonly MonthlyIssue[]): MonthlyIssue[] =>
  issues.filter(({ level }) => level === 'block')

function general(fields: Fields): MonthlyIssue[] {
  const issues = newIssues(fields)
  const docNumber = textOf(fields.docNumber).trim()
  const found = docNumber !== '' && !DOCUMENT_NUMBER.test(docNumber) ? [issue('V40', 'docNumber')] : []
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

const itemPath = ({ list, id }: Item, member: string) => `${list}.${id}.${member}`

function lengths(fields: Fields): MonthlyIssue[] {
  return Object.entries(fields).flatMap(([path, value]) => {
    const kind = kindOf(path)
    if (kind?.is !== 'text' || typeof value !== 'string' || value.length <= kind.max) return []
    return [issue('V03', path, { n: kind.max, m: value.length })]
  })
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

const isCount = (value: unknown) => typeof value === 'number' && Number.isInteger(value) && value >= 0

/** Parts and total agree; where nobody said anything there is nothing to add. */
function sum(code: 'V21' | 'V22', counter: string, total: number | null, parts: readonly (number | null)[]) {
  if (total === null && parts.every((part) => part === null)) return []
  const a = parts.reduce<number>((all, part) => all + (part ?? 0), 0)
  return a === (total ?? 0) ? [] : [issue(code, `counters.${counter}`, { a, b: total ?? 0 })]
}

const titled = (item: Item): MonthlyIssue[] => (isEmpty(item.of.title) ? [issue('V01', itemPath(item, 'title'))] : [])

function ofIssue(item: Item, period: Pick<Period, 'from' | 'to'>): MonthlyIssue[] {
  const { of } = item
  const links = textOf(of.links)
    .split(/\s+/)
    .filter((link) => link !== '')
  return [
    ...titled(item),
    ...(isEmpty(of.handling) ? [issue('V25', itemPath(item, 'handling'), { title: textOf(of.title) })] : []),
    ...dated(item, 'firstSeen', period, of.carried === true ? 'warn' : 'block'),
    ...(links.every(isLink) ? [] : [issue('V39', itemPath(item, 'links'))]),
  ]
}

function dated(item: Item, member: string, { from, to }: Pick<Period, 'from' | 'to'>, level: MonthlyIssue['level']) {
  const value = item.of[member]
  if (isEmpty(value)) return []
  const day = dayIn(value)
  if (!day) return [issue('V01', itemPath(item, member))]
  return from <= day && day <= to ? [] : [issue('V26', itemPath(item, member), { day, from, to }, level)]
}

function ofExample(item: Item): MonthlyIssue[] {
  const { subject, consent } = item.of
  const agreed = consent === 'given' || consent === 'given_with_parents'
  return [...titled(item), ...(subject === 'person' && !agreed ? [issue('V41', itemPath(item, 'consent'))] : [])]
}

function ofEvidence(item: Item, period: Pick<Period, 'from' | 'to'>): MonthlyIssue[] {
  const { of } = item
  const counts = ['count', 'resolved'].filter((member) => !isEmpty(of[member]) && !isCount(of[member]))
  const [all, resolved] = [isCount(of.count) ? Number(of.count) : 1, isCount(of.resolved) ? Number(of.resolved) : 0]
  return [
    ...counts.map((member) => issue('V09', itemPath(item, member))),
    ...(of.kind === 'feedback' && counts.length === 0 && resolved > all
      ? [issue('V22', itemPath(item, 'resolved'), { a: resolved, b: all })]
      : []),
    ...dated(item, 'day', period, 'block'),
    ...(isEmpty(of.link) || isLink(textOf(of.link)) ? [] : [issue('V39', itemPath(item, 'link'))]),
  ]
}

/** Names of pupils and numbers of persons, in whatever was written. [V15, V16, PD1] */
function identities(fields: Fields): MonthlyIssue[] {
  const there = new Set(
    LIST_NAMES.flatMap((list) =>
      itemsOf(fields, list)
        .filter(({ removed }) => removed)
        .map(({ id }) => id),
    ),
  )
  return Object.entries(fields).flatMap(([path, value]) => {
    const member = path.slice(path.lastIndexOf('.') + 1)
    if (kindOf(path)?.is !== 'text' || typeof value !== 'string' || member === 'at' || member === 'incident') return []
    if (there.has(path.split('.')[1] ?? '')) return []
    return [
      ...(looksLikePupil(value) ? [issue('V15', path, {}, 'warn')] : []),
      ...(!member.startsWith('link') && looksLikeNumberOfPerson(value) ? [issue('V16', path, {}, 'warn')] : []),
    ]
  })
}
