import type { Instant } from '../time.ts'
import { msOf } from '../time.ts'
import type { IncidentDraftBody } from './draft.ts'
import { looksLikeNumberOfPerson, looksLikePupil } from './identities.ts'
import { isSerious } from './severity.ts'

/** `block` holds the report; `later` comes back with the next supplement; `warn` asks to look once more. */
export type IssueLevel = 'block' | 'later' | 'warn'

/** The rules that the form and the server share; the sentences stand in `i18n`, one for each code. */
export const ISSUE_CODES = [
  'V01',
  'V02',
  'V03',
  'V04',
  'V05',
  'V06',
  'V07',
  'V08',
  'V09',
  'V10',
  'V11',
  'V12',
  'V13',
  'V14',
  'V15',
  'V16',
] as const
export type IssueCode = (typeof ISSUE_CODES)[number]

export interface Issue {
  code: IssueCode
  level: IssueLevel
  /** the member of the body, dotted: `people.total`; the label in `i18n` has the same key */
  path: string
  params: Readonly<Record<string, number>>
}

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const MAX_TEXT = {
  title: 120,
  whatHappened: 2000,
  cause: 1000,
  assessment: 1000,
  proposals: 1000,
  agenciesReason: 300,
} as const

/**
 * Everything there is to say about a report, blocking or not. [IN6, V01–V16]
 * @param committed the phone's own clock when the officer sends: its stamps are compared with each other, never
 *   with the server's, so that a phone set to 1970 can still report. [TM2]
 */
export function validateIncident(body: IncidentDraftBody, committed: Instant): Issue[] {
  return [
    ...missing(body),
    ...texts(body),
    ...times(body, committed),
    ...call(body),
    ...people(body),
    ...identities(body),
  ]
}

export const blocking = (issues: readonly Issue[]): Issue[] => issues.filter(({ level }) => level === 'block')

const issue = (code: IssueCode, level: IssueLevel, path: string, params: Issue['params'] = {}): Issue => ({
  code,
  level,
  path,
  params,
})

function missing(body: IncidentDraftBody): Issue[] {
  const found: Issue[] = []
  if (body.category === null) found.push(issue('V01', 'block', 'category'))
  if (body.severity === null) found.push(issue('V01', 'block', 'severity'))
  if (body.place === null) found.push(issue('V01', 'block', 'place'))
  if (body.detectedAt === null) found.push(issue('V01', 'block', 'detectedAt'))
  if (body.whatHappened.trim() === '') found.push(issue('V01', 'block', 'whatHappened'))
  if (body.actions.every(({ text }) => text.trim() === '')) found.push(issue('V01', 'later', 'actions'))
  if (body.parentsInformed === null) found.push(issue('V01', 'later', 'parentsInformed'))
  if (body.media.spread === null) found.push(issue('V01', 'later', 'media'))
  if (body.people.total === null) found.push(issue('V01', 'later', 'people.total'))
  if (body.assessment.trim() === '') found.push(issue('V01', 'later', 'assessment'))
  if (body.nextUpdateDue === null) found.push(issue('V01', 'later', 'nextUpdateDue'))
  if (body.agencies.length === 0 && body.agenciesReason.trim() === '') found.push(issue('V13', 'later', 'agencies'))
  return found
}

function texts(body: IncidentDraftBody): Issue[] {
  const found: Issue[] = []
  for (const [path, max] of Object.entries(MAX_TEXT)) {
    const length = (body[path as keyof typeof MAX_TEXT] as string).length
    if (length > max) found.push(issue('V03', 'block', path, { n: max, m: length }))
  }
  const said = body.whatHappened.trim().length
  if (said > 0 && said < 30) found.push(issue('V02', 'later', 'whatHappened', { n: 30, m: said }))
  return found
}

function times(body: IncidentDraftBody, committed: Instant): Issue[] {
  const found: Issue[] = []
  const { occurredAt, detectedAt, nextUpdateDue } = body
  const now = msOf(committed)
  if (occurredAt && msOf(occurredAt) > now + 5 * MINUTE) found.push(issue('V04', 'block', 'occurredAt'))
  if (occurredAt && detectedAt && detectedAt < occurredAt) found.push(issue('V05', 'block', 'detectedAt'))
  if (occurredAt && msOf(occurredAt) < now - 30 * DAY) found.push(issue('V06', 'warn', 'occurredAt'))
  if (nextUpdateDue && msOf(nextUpdateDue) <= now) found.push(issue('V14', 'later', 'nextUpdateDue'))
  return found
}

function call({ severity, call }: IncidentDraftBody): Issue[] {
  if (severity === null || !isSerious(severity)) return []
  if (call?.made === true) return []
  if (call?.made === false && call.reason.trim() !== '') return []
  return [issue('V12', 'block', 'call')]
}

function people(body: IncidentDraftBody): Issue[] {
  const found: Issue[] = []
  const { total, students, staff, others, outcome } = body.people
  const counts: Record<string, number | null> = {
    'people.total': total,
    'people.staff': staff,
    'people.others': others,
    exposed: body.exposed,
    ...prefixed('people.students', students),
    ...prefixed('people.outcome', outcome),
  }
  for (const [path, n] of Object.entries(counts))
    if (n !== null && (!Number.isInteger(n) || n < 0)) found.push(issue('V09', 'block', path))
  if (found.length > 0) return found

  const byOutcome = sumIfAny(Object.values(outcome))
  if (byOutcome !== null && total !== null && byOutcome !== total)
    found.push(issue('V07', 'later', 'people.outcome', { a: byOutcome, b: total }))
  const { total: studentsTotal, ...levels } = students
  const byLevel = sumIfAny(Object.values(levels))
  if (byLevel !== null && studentsTotal !== null && byLevel !== studentsTotal)
    found.push(issue('V08', 'later', 'people.students', { a: byLevel, b: studentsTotal }))
  if (total !== null && body.exposed !== null && total > body.exposed) found.push(issue('V10', 'later', 'exposed'))
  if ((outcome.deceased ?? 0) > 0 && body.severity !== null && body.severity < 4)
    found.push(issue('V11', 'later', 'severity'))
  return found
}

const prefixed = (prefix: string, counts: Record<string, number | null>) =>
  Object.fromEntries(Object.entries(counts).map(([key, n]) => [`${prefix}.${key}`, n]))

/** Unknown counts say nothing about a sum; all unknown is no sum at all. */
function sumIfAny(counts: readonly (number | null)[]): number | null {
  const known = counts.filter((n) => n !== null)
  return known.length === 0 ? null : known.reduce((sum, n) => sum + n, 0)
}

function identities(body: IncidentDraftBody): Issue[] {
  const free: Record<string, string> = {
    title: body.title,
    whatHappened: body.whatHappened,
    cause: body.cause,
    assessment: body.assessment,
    proposals: body.proposals,
    media: body.media.rumours,
    place: body.place?.text ?? '',
    actions: body.actions.map(({ text }) => text).join('\n'),
    details: textsIn(body.details).join('\n'),
  }
  return Object.entries(free).flatMap(([path, text]) => [
    ...(looksLikePupil(text) ? [issue('V15', 'warn', path)] : []),
    ...(looksLikeNumberOfPerson(text) ? [issue('V16', 'warn', path)] : []),
  ])
}

/** Every text of a sub-form, whatever its kind; the codes of its choices among them look like nobody's name. */
const textsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsIn)
      : []
