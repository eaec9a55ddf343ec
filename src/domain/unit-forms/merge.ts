import type { Mid } from '../ids.ts'
import type { SignedBy } from '../organisation/roles.ts'
import type { Instant } from '../time.ts'
import { type Fields, type FieldValue, isEmpty, isSame } from './fields.ts'

/** One field of a shared draft. @property mid the change that wrote it @property also changes that said the same */
export interface Field {
  value: FieldValue
  mid: Mid
  also?: readonly Mid[] | undefined
}
export type SharedFields = Readonly<Record<string, Field>>

/** A value that came second to a field, kept for its author. [MR3] */
export interface Kept {
  mid: Mid
  path: string
  value: FieldValue
  by: SignedBy
  at: Instant
}

/** @property base the change whose value the author saw in the field; null when it was empty */
export interface Edit {
  path: string
  base: Mid | null
  value: FieldValue
}

interface Merged {
  fields: SharedFields
  kept: readonly Kept[]
  /** whether a value was kept beside another */
  both: boolean
}

/**
 * Three-way by field: an edit of what its author saw takes its place; of two edits of one field the first to arrive
 * stands and the other is kept beside it. Nothing that was typed is dropped. [MR3]
 */
export function mergeEdits(
  { fields, kept }: { fields: SharedFields; kept: readonly Kept[] },
  edits: readonly Edit[],
  { mid, by, at }: { mid: Mid; by: SignedBy; at: Instant },
): Merged {
  const after: Record<string, Field> = { ...fields }
  let beside = [...kept]
  let both = false
  for (const { path, base, value } of edits) {
    const there = after[path]
    // who goes on writing over a value that lost goes on with that one
    const own = beside.find((one) => one.path === path && one.mid === base)
    const isSeen = !there || there.mid === base || (there.also ?? []).some((also) => also === base)
    if (isSeen || isEmpty(there.value)) {
      after[path] = { value, mid }
      continue
    }
    if (own) beside = beside.filter((one) => one !== own)
    if (isSame(there.value, value)) after[path] = { ...there, also: [...(there.also ?? []), mid] }
    else if (!isEmpty(value)) {
      // said again it stands beside once, as what was said last: who then puts the first away has not seen this one
      beside = beside.filter((one) => one.path !== path || !isSame(one.value, value))
      beside.push({ mid, path, value, by, at })
      both = true
    }
  }
  return { fields: after, kept: beside, both }
}

/** The draft without its history. */
export const valuesOf = (fields: SharedFields | undefined): Fields =>
  Object.fromEntries(Object.entries(fields ?? {}).map(([path, { value }]) => [path, value]))
