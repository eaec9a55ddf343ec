const SECOND = 1000
/** "At most 8 s apart while something is unsent and the app is visible." [UX 7] */
const EAGER_MS = 8 * SECOND
const LONGEST_MS = 300 * SECOND

/** Between half of it and all of it, so that many phones do not come at the same instant. */
const jittered = (ms: number, random: number): number => Math.round(ms * (0.5 + random / 2))

/** How long one change or one photo waits after `tries` failures of its own, ms. */
export const backoff = (tries: number, random: number): number =>
  jittered(Math.min(EAGER_MS * 2 ** Math.max(0, tries - 1), LONGEST_MS), random)

/** A change that nobody answered may only have met a bad network: it is never put off for long. */
export const shortBackoff = (random: number): number => jittered(EAGER_MS / 2, random)

/**
 * Whether something put off until `notBefore` still waits, both ms by the device's clock. No wait is longer than
 * the longest: what looks so was reckoned before the clock was set back. [TM4]
 */
export const isPutOff = (notBefore: number, now: number): boolean => now < notBefore && notBefore <= now + LONGEST_MS

export interface Pace {
  visible: boolean
  /** something waits for the server and may leave by itself */
  unsent: boolean
  /** cycles in a row that ended in a setback */
  failures: number
  /** pokes arrive, so that nobody has to ask */
  poked: boolean
  random: number
}

/** How long until the engine tries again by itself, ms. */
export function pauseBetween({ visible, unsent, failures, poked, random }: Pace): number {
  if (visible && unsent) return jittered(EAGER_MS, random)
  if (failures > 0) return backoff(failures, random)
  return jittered(visible && !poked ? 60 * SECOND : LONGEST_MS, random)
}
