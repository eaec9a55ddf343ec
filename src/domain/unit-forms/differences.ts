import { type Fields, type FieldValue, isSame } from './fields.ts'

/** One field that two states of a form tell differently. */
export interface Difference {
  path: string
  before: FieldValue
  after: FieldValue
}

/** What changed from one to the other, in the order of the paths; nothing and empty are the same. [MR9] */
export function differences(before: Fields, after: Fields): Difference[] {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
  return paths
    .filter((path) => !path.endsWith('.at') && !isSame(before[path], after[path]))
    .map((path) => ({ path, before: before[path] ?? null, after: after[path] ?? null }))
}
