import * as z from 'zod/mini'

/** A moment in UTC, written `2026-11-19T16:59:59.999Z`, so that the order of strings is the order of time. */
export const instantSchema = z
  .string()
  .check(
    z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/),
    z.refine((text: string) => !Number.isNaN(Date.parse(text))),
  )
  .brand<'Instant'>()
export type Instant = z.infer<typeof instantSchema>

/** @param ms milliseconds since 1970-01-01T00:00:00Z */
export const instantOf = (ms: number): Instant => new Date(ms).toISOString() as Instant
export const msOf = (instant: Instant): number => Date.parse(instant)

/** Hanoi has kept UTC+7 without daylight saving since 1975; every rule is reckoned there. [DL0] */
const HANOI_MS = 7 * 3_600_000

/** The calendar day in Hanoi, `2026-11-19`: until 17:00 in UTC it is the same there. */
export const hanoiDay = (instant: Instant): string =>
  instant.slice(11, 13) < '17' ? instant.slice(0, 10) : new Date(msOf(instant) + HANOI_MS).toISOString().slice(0, 10)

export const hanoiYear = (instant: Instant): number => Number(hanoiDay(instant).slice(0, 4))

/**
 * What a phone says about its own time when an officer commits something. Never used to order or to refuse
 * against the server's clock; only compared with itself and shown. [TM1, TM2]
 */
export const deviceTimeSchema = z.object({
  /** when the officer began to write */
  written: instantSchema,
  /** when the strict local transaction was asked for */
  committed: instantSchema,
  /** minutes east of UTC that the phone was set to */
  zoneMinutes: z.int().check(z.gte(-1440), z.lte(1440)),
  /** the server's clock minus the phone's, ms, as last seen in an answer; null before the first answer */
  skewMs: z.nullable(z.int()),
})
export type DeviceTime = z.infer<typeof deviceTimeSchema>

/** From two minutes on, people are told that the phone's clock is off. [TM3] */
export const CLOCK_WARNING_MS = 2 * 60_000
