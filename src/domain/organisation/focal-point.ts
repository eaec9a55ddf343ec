import { overlap, type Validity } from './validity.ts'

/** Somebody's time as the focal point of one unit. */
export interface FocalPointTerm extends Validity {
  accountId: string
  unitId: string
}

/**
 * A unit has one focal point on any day. [OR4, V35]
 * @returns the first two terms of one unit, of two people, that share a day; null where the rule holds
 */
export function clashingTerms(terms: readonly FocalPointTerm[]): [FocalPointTerm, FocalPointTerm] | null {
  const byUnit = Map.groupBy(terms, ({ unitId }) => unitId)
  for (const ofUnit of byUnit.values())
    for (const [i, later] of ofUnit.entries())
      for (const earlier of ofUnit.slice(0, i))
        if (earlier.accountId !== later.accountId && overlap(earlier, later)) return [earlier, later]
  return null
}
