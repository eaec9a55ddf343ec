import * as z from 'zod/mini'
import { daySchema } from '../deadlines/days.ts'
import { type GivingId, givingIdSchema, type PlanId, taskIdSchema, type UnitId, unitIdSchema } from '../ids.ts'
import { signedEntry } from '../signed-entry.ts'
import { textSchema } from '../text.ts'
import { type CardKey, taskIdOf } from './place.ts'
import { taskNoteSchema } from './task.ts'

/** A key event of the year, or what the leadership wants to know before a meeting. [GV1] */
export const GIVEN_KINDS = ['event', 'brief'] as const
export type GivenKind = (typeof GIVEN_KINDS)[number]

export const GIVEN_LIMITS = { title: 300, place: 300, ask: 2000, units: 1000 } as const

/** What the office gives, whole; what may not stand in it is said by `validateGiven`. */
export const givenBodySchema = z.object({
  kind: z.enum(GIVEN_KINDS),
  /** the event's name, or the meeting's */
  title: textSchema(GIVEN_LIMITS.title),
  /** the days of the event, both included; of a meeting the same day twice */
  from: daySchema,
  to: daySchema,
  /** when it begins in Hanoi, `14:00`; empty where that is not known */
  hour: z.string().check(z.regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d)?$/)),
  /** empty where there is none */
  place: textSchema(GIVEN_LIMITS.place),
  /** what the unit is to do, or to tell */
  ask: textSchema(GIVEN_LIMITS.ask),
  /** due before this day begins in Hanoi [DL1] */
  before: daySchema,
})
export type GivenBody = z.infer<typeof givenBodySchema>

const given = z.looseObject({ ...signedEntry, kind: z.literal('given'), body: givenBodySchema })
const amended = z.looseObject({
  ...signedEntry,
  kind: z.literal('amended'),
  body: givenBodySchema,
  reason: taskNoteSchema,
})

/** What a unit knows of it: as it was given, and each change. Nothing is ever taken out of it. [GV3] */
export const givenEntrySchema = z.discriminatedUnion('kind', [given, amended])
export type GivenEntry = z.infer<typeof givenEntrySchema>

/** What one unit was given: a record of the unit's space under its task's id, so that a phone needs nobody else's. [GV1] */
export const givenSchema = z.looseObject({
  id: taskIdSchema,
  givingId: givingIdSchema,
  unitId: unitIdSchema,
  timeline: z.array(givenEntrySchema).check(z.minLength(1)),
})
export type Given = z.infer<typeof givenSchema>

const units = z.array(unitIdSchema)
/** The same for all its units, with whom it was withdrawn from and whom it was asked of again. [GV4] */
export const givingSchema = z.looseObject({
  id: givingIdSchema,
  /** whose post gave it; it lies there, and every unit has its own part */
  unitId: unitIdSchema,
  unitIds: units,
  timeline: z
    .array(
      z.discriminatedUnion('kind', [
        given,
        amended,
        z.looseObject({ ...signedEntry, kind: z.literal('withdrawn'), unitIds: units, reason: taskNoteSchema }),
        z.looseObject({ ...signedEntry, kind: z.literal('chased'), unitIds: units, text: taskNoteSchema }),
      ]),
    )
    .check(z.minLength(1)),
})
export type Giving = z.infer<typeof givingSchema>
export type GivingEntry = Giving['timeline'][number]

/** A unit's part as a task is named: the giving stands in the plan's place. [GV2] */
export const givenKey = (givingId: GivingId, unitId: UnitId): CardKey => ({
  planId: givingId as string as PlanId,
  unitId,
  place: { role: 'given' },
})

const isTold = (entry: GivingEntry): entry is GivenEntry => entry.kind === 'given' || entry.kind === 'amended'

/** What its units know of it. */
export const toldIn = ({ timeline }: Pick<Giving, 'timeline'>): GivenEntry[] => timeline.filter(isTold)

/** One unit's part of it. [GV1] */
export const givenOf = ({ id, timeline }: Pick<Giving, 'id' | 'timeline'>, unitId: UnitId): Given => ({
  id: taskIdOf(givenKey(id, unitId)),
  givingId: id,
  unitId,
  timeline: toldIn({ timeline }),
})
