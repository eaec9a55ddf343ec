import type { Day } from '../deadlines/days.ts'
import { daySchema } from '../deadlines/days.ts'
import { type Fields, type FieldValue, isEmpty, itemOf } from './fields.ts'

/** One item of a list. @property of its members as typed */
export interface Item<List extends string = string> {
  id: string
  list: List
  removed: boolean
  of: Fields
}

/** Members of an item in which nobody writes: when it was begun, whether it is out, what it was taken from. */
export const UNWRITTEN: ReadonlySet<string> = new Set(['at', 'removed', 'incident', 'planItem'])

/** The items of a list in the order in which they were begun, those that were taken out among them. */
export function itemsOf<List extends string>(fields: Fields, list: List): Item<List>[] {
  const items = new Map<string, Record<string, FieldValue>>()
  for (const [path, value] of Object.entries(fields)) {
    const item = itemOf(path)
    if (item?.list !== list) continue
    const members = items.get(item.id) ?? {}
    members[item.member] = value
    items.set(item.id, members)
  }
  return [...items]
    .map(([id, of]) => ({ id, list, of, removed: of.removed === true }))
    .filter(({ of }) => Object.entries(of).some(([member, value]) => member !== 'at' && !isEmpty(value)))
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}
const keyOf = ({ id, of }: Item) => `${of.at ?? ''} ${id}`

export const standing = <List extends string>(fields: Fields, list: List): Item<List>[] =>
  itemsOf(fields, list).filter(({ removed }) => !removed)

/** With what the paths of an item begin: `issues.<id>` */
export const startOfItem = ({ list, id }: Pick<Item, 'list' | 'id'>): string => `${list}.${id}`
export const memberPath = (item: Pick<Item, 'list' | 'id'>, member: string): string => `${startOfItem(item)}.${member}`

export const textOf = (value: FieldValue | undefined): string => (typeof value === 'string' ? value : '')
export const countOf = (value: FieldValue | undefined): number | null => (typeof value === 'number' ? value : null)
export function dayIn(value: FieldValue | undefined): Day | null {
  const read = daySchema.safeParse(value)
  return read.success ? read.data : null
}

/**
 * What an officer sees as the whole form, and what is frozen when it is sent: nothing empty, no item that was taken
 * out. [MR4]
 */
export function whole(fields: Fields): Record<string, Exclude<FieldValue, null>> {
  const lists = new Set(Object.keys(fields).flatMap((path) => itemOf(path)?.list ?? []))
  const standingItems = new Set([...lists].flatMap((list) => standing(fields, list).map(startOfItem)))
  const kept: Record<string, Exclude<FieldValue, null>> = {}
  for (const [path, value] of Object.entries(fields)) {
    const item = itemOf(path)
    if (isEmpty(value) || value === null || (item && !standingItems.has(startOfItem(item)))) continue
    kept[path] = value
  }
  return kept
}
