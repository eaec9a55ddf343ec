import { type FieldKind, itemOf } from './fields.ts'

/** The parts in which a form is written, one page each: fields that stand alone, or the items of a list. */
export interface FormLayout {
  parts: readonly string[]
  kindOf(path: string): FieldKind | undefined
  isList(part: string): boolean
  /** those of a part that stand alone, in the order of its page; of a list, what is said of it as a whole */
  fieldsOf(part: string): readonly string[]
  /** what people fill in of an item, in the order of its page */
  membersOf(list: string): readonly string[]
}

/** Where a field is written; null for what belongs to the whole. */
export function partOf({ parts, isList, fieldsOf }: FormLayout, path: string): string | null {
  const list = itemOf(path)?.list ?? path
  if (parts.includes(list) && isList(list)) return list
  return parts.find((part) => fieldsOf(part).includes(path)) ?? null
}
