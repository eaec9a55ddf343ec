import * as z from 'zod/mini'
import { textSchema } from '../text.ts'

export const TOPICS = [
  'admission',
  'exam',
  'fees',
  'extra_class',
  'school_safety',
  'violence',
  'staff',
  'curriculum',
  'facility',
  'boarding_meal',
  'digital',
  'inspection',
  'policy',
  'other',
] as const
export const SOURCES = [
  'press',
  'social_groups',
  'parent_meetings',
  'hotline',
  'citizen_reception',
  'internal',
  'other',
] as const
export const ORIGINS = ['press', 'social_media', 'citizen_feedback', 'internal', 'other'] as const
export const LEVELS = ['low', 'medium', 'high', 'hot'] as const
export const ACCURACIES = ['true', 'partly_true', 'false', 'unverified'] as const
export const RESULTS = ['resolved', 'in_progress', 'not_started', 'escalated'] as const
export const SUBJECTS = ['person', 'collective'] as const
export const CONSENTS = ['not_needed_no_person', 'given', 'given_with_parents', 'missing'] as const
export const EVIDENCE_KINDS = ['press', 'post', 'feedback', 'incident'] as const
export const TONES = ['positive', 'neutral', 'negative'] as const
export const COUNTERS = [
  'pressTotal',
  'pressPositive',
  'pressNeutral',
  'pressNegative',
  'postsNoted',
  'feedbackTotal',
  'feedbackResolved',
  'feedbackPending',
  'newsPublished',
  'newsSent',
] as const
export type Counter = (typeof COUNTERS)[number]

/** What a field holds. A count or a day that cannot be read yet is kept as it was typed. */
export type FieldKind =
  | { is: 'text'; max: number }
  | { is: 'flag' }
  | { is: 'count' }
  | { is: 'day' }
  | { is: 'choice'; of: readonly string[] }

const text = (max: number): FieldKind => ({ is: 'text', max })
const choice = (of: readonly string[]): FieldKind => ({ is: 'choice', of })
const flag: FieldKind = { is: 'flag' }
const count: FieldKind = { is: 'count' }
const day: FieldKind = { is: 'day' }

const SINGLE: Readonly<Record<string, FieldKind>> = {
  nil: flag,
  overview: text(3000),
  difficulties: text(2000),
  proposals: text(2000),
  docNumber: text(40),
  'incidents.total': count,
  ...Object.fromEntries(SOURCES.map((source) => [`sources.${source}`, flag])),
  ...Object.fromEntries(COUNTERS.map((counter) => [`counters.${counter}`, count])),
}

/** Of every item: when it was begun, which gives the order, and whether somebody has taken it out again. */
const item = { at: text(40), removed: flag }

/** The lists of a report: an item is known by its id, so that two phones add without meeting. */
export const LISTS = {
  issues: {
    ...item,
    title: text(200),
    topic: choice(TOPICS),
    origin: choice(ORIGINS),
    firstSeen: day,
    level: choice(LEVELS),
    summary: text(1500),
    accuracy: choice(ACCURACIES),
    handling: text(1500),
    result: choice(RESULTS),
    responsible: text(200),
    links: text(2000),
    proposal: text(1000),
    planItem: text(20),
    incident: text(36),
    /** it went on from the month before */
    carried: flag,
  },
  forecast: { ...item, title: text(200), month: text(20), risk: choice(LEVELS), preparation: text(1000) },
  examples: {
    ...item,
    title: text(200),
    subject: choice(SUBJECTS),
    consent: choice(CONSENTS),
    sentToDept: flag,
  },
  evidence: {
    ...item,
    kind: choice(EVIDENCE_KINDS),
    title: text(300),
    link: text(500),
    tone: choice(TONES),
    day,
    count,
    resolved: count,
  },
} as const satisfies Record<string, Readonly<Record<string, FieldKind>>>
export type ListName = keyof typeof LISTS
export const LIST_NAMES = Object.keys(LISTS) as ListName[]

export type FieldValue = string | number | boolean | null
/** A report as flat fields, `issues.<id>.title`: what is merged, compared, frozen and signed. [MR2] */
export type Fields = Readonly<Record<string, FieldValue>>

/** Wide enough for whatever is on its way; how long it may be in the end is V03's to say. */
export const DRAFT_TEXT = 20_000
const SHORT = 40
const LIMITS = { fields: 3000, chars: 300_000 }

const ITEM = /^(issues|forecast|examples|evidence)\.([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\.([A-Za-z]+)$/

/** @returns the parts of an item's path; null for a field that stands alone */
export function itemOf(path: string): { list: ListName; id: string; member: string } | null {
  const found = ITEM.exec(path)
  return found ? { list: found[1] as ListName, id: found[2] ?? '', member: found[3] ?? '' } : null
}

/** @returns undefined for a path that is none */
export function kindOf(path: string): FieldKind | undefined {
  const item = itemOf(path)
  const table: Readonly<Record<string, FieldKind>> = item ? LISTS[item.list] : SINGLE
  const name = item ? item.member : path
  return Object.hasOwn(table, name) ? table[name] : undefined
}

const draftText = textSchema(DRAFT_TEXT)
const shortText = textSchema(SHORT)
const isStored = (schema: typeof draftText, value: FieldValue) => {
  const read = schema.safeParse(value)
  return read.success && read.data === value
}

/** Whether a value may stand in a field on its way; an empty one always may. [MR2, TX1] */
export function fits(path: string, value: unknown): value is FieldValue {
  const kind = kindOf(path)
  if (!kind) return false
  if (value === null) return true
  switch (kind.is) {
    case 'text':
      return typeof value === 'string' && isStored(draftText, value)
    case 'flag':
      return typeof value === 'boolean'
    case 'count':
      return (
        (typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < 1e9) ||
        (typeof value === 'string' && isStored(shortText, value))
      )
    case 'day':
      return typeof value === 'string' && isStored(shortText, value)
    case 'choice':
      return typeof value === 'string' && kind.of.includes(value)
  }
}

export const isEmpty = (value: FieldValue | undefined): boolean =>
  value === undefined || value === null || value === false || (typeof value === 'string' && value.trim() === '')

/** Two values that say the same: nothing, an untouched answer and blanks are one. */
export const isSame = (a: FieldValue | undefined, b: FieldValue | undefined): boolean =>
  a === b || (isEmpty(a) && isEmpty(b))

/** A whole report as it travels; every path and value is checked. */
export const fieldsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).check(
  z.refine((fields) => Object.keys(fields).length <= LIMITS.fields),
  z.refine((fields) => JSON.stringify(fields).length <= LIMITS.chars),
  z.refine((fields) => Object.entries(fields).every(([path, value]) => fits(path, value))),
)
