import type { AccountId, UnitId } from '#domain/ids.ts'
import type { Space } from '#domain/spaces.ts'

/** A space in which something changed; for a case, also whom it concerns. */
export interface Audience {
  space: Space
  concerned?: { readers: readonly AccountId[]; unit: UnitId | null }
}
