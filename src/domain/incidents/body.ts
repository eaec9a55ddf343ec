import * as z from 'zod/mini'
import { textSchema } from '../text.ts'
import { instantSchema } from '../time.ts'
import { categorySchema } from './category.ts'
import { detailsSchema } from './details.ts'
import { severitySchema, urgencySchema } from './severity.ts'

/** Unknown is null: "Chưa rõ" is an answer wherever the rules allow it. */
const count = z.nullable(z.int().check(z.gte(0), z.lte(1_000_000)))

export const PLACE_KINDS = ['on_campus', 'gate', 'off_campus', 'online'] as const
export const CONFIRMATIONS = ['suspected', 'confirmed', 'disproved'] as const
export const PRECISIONS = ['exact', 'approx_30m', 'approx_day', 'unknown'] as const
export const AGENCIES = [
  'health',
  'police',
  'peoples_committee',
  'education_parent',
  'child_line_111',
  'parents',
] as const
export const PARENTS_INFORMED = ['all', 'partly', 'none', 'na'] as const
export const SPREADS = ['none', 'local_groups', 'wide', 'viral'] as const
/** The chip of the sixth tap: how many people, before anybody has counted. */
export const AFFECTED_BANDS = ['0', '1', '2', '3+', 'unknown'] as const

export const placeSchema = z.object({ kind: z.enum(PLACE_KINDS), text: textSchema(200) })

/** The call that comes before any form, or why it could not be made. [IN5, V12] */
export const callSchema = z.discriminatedUnion('made', [
  z.object({ made: z.literal(true), at: instantSchema, note: textSchema(300) }),
  z.object({ made: z.literal(false), reason: textSchema(300) }),
])

/** Counts only, never names. Outcomes are a time series: each version carries its own. [IN7, PD1] */
export const peopleSchema = z.object({
  band: z.enum(AFFECTED_BANDS),
  total: count,
  students: z.object({ total: count, preschool: count, primary: count, lowerSecondary: count, upperSecondary: count }),
  staff: count,
  others: count,
  outcome: z.object({
    deceased: count,
    critical: count,
    hospitalised: count,
    treatedAndReleased: count,
    monitoredAtHome: count,
    unharmed: count,
  }),
})

export const mediaSchema = z.object({
  pressContacted: z.nullable(z.boolean()),
  published: z.nullable(z.boolean()),
  spread: z.nullable(z.enum(SPREADS)),
  rumours: textSchema(500),
  statementMade: z.nullable(z.boolean()),
})

/**
 * One quick report as its sender saw it. The first one blocks on very little (see validation.ts); all else may
 * come with a supplement. Unknown members are kept verbatim: a newer app may have written them. [IN1, SC2]
 */
export const incidentBodySchema = z.looseObject({
  title: textSchema(120),
  category: categorySchema,
  confirmed: z.enum(CONFIRMATIONS),
  severity: severitySchema,
  urgency: urgencySchema,
  occurredAt: z.nullable(instantSchema),
  occurredPrecision: z.enum(PRECISIONS),
  detectedAt: z.nullable(instantSchema),
  call: z.nullable(callSchema),
  place: z.nullable(placeSchema),
  whatHappened: textSchema(2000),
  people: peopleSchema,
  exposed: count,
  cause: textSchema(1000),
  details: z.nullable(detailsSchema),
  actions: z.array(z.object({ at: z.nullable(instantSchema), text: textSchema(500) })).check(z.maxLength(50)),
  agencies: z.array(z.enum(AGENCIES)).check(z.maxLength(AGENCIES.length)),
  agenciesReason: textSchema(300),
  parentsInformed: z.nullable(z.enum(PARENTS_INFORMED)),
  media: mediaSchema,
  assessment: textSchema(1000),
  proposals: textSchema(1000),
  nextUpdateDue: z.nullable(instantSchema),
  /** the head's agreement: asked for in the app, given by voice, or still to come. It never holds a report up. */
  approval: z.enum(['in_app', 'verbal', 'pending']),
})
export type IncidentBody = z.infer<typeof incidentBodySchema>
export type PlaceKind = (typeof PLACE_KINDS)[number]
export type AffectedBand = (typeof AFFECTED_BANDS)[number]
export type Outcome = keyof IncidentBody['people']['outcome']

/**
 * The privacy class of each member: P1 internal, P2 about staff and place, P3 about children, health or
 * accusation. A member that is not listed is treated as P3. [PD2]
 */
export const GROUP_OF: Readonly<Record<string, 'P1' | 'P2' | 'P3'>> = {
  title: 'P1',
  category: 'P1',
  confirmed: 'P1',
  severity: 'P1',
  urgency: 'P1',
  occurredAt: 'P1',
  occurredPrecision: 'P1',
  detectedAt: 'P1',
  call: 'P1',
  place: 'P2',
  whatHappened: 'P3',
  people: 'P1',
  exposed: 'P1',
  cause: 'P1',
  details: 'P3',
  actions: 'P1',
  agencies: 'P1',
  agenciesReason: 'P1',
  parentsInformed: 'P1',
  media: 'P1',
  assessment: 'P1',
  proposals: 'P1',
  nextUpdateDue: 'P1',
  approval: 'P2',
}
