import { choice, count, day, type FieldKind, fieldTable, flag, item, text } from '../unit-forms/fields.ts'

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

export const { kindOf, fits, schema: fieldsSchema } = fieldTable(SINGLE, LISTS)
