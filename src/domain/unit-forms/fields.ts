import * as z from 'zod/mini'
import { textSchema } from '../text.ts'

/** What a field holds. A count, a sum of money or a day that cannot be read yet is kept as it was typed. */
export type FieldKind =
  | { is: 'text'; max: number }
  | { is: 'flag' }
  | { is: 'count' }
  /** whole đồng */
  | { is: 'money' }
  | { is: 'day' }
  | { is: 'choice'; of: readonly string[] }

export const text = (max: number): FieldKind => ({ is: 'text', max })
export const choice = (of: readonly string[]): FieldKind => ({ is: 'choice', of })
export const flag: FieldKind = { is: 'flag' }
export const count: FieldKind = { is: 'count' }
export const money: FieldKind = { is: 'money' }
export const day: FieldKind = { is: 'day' }

/** Of every item of a list: when it was begun, which gives the order, and whether somebody has taken it out again. */
export const item = { at: text(40), removed: flag }

export type FieldValue = string | number | boolean | null
/** A form as flat fields, `issues.<id>.title`: what is merged, compared, frozen and signed. [MR2] */
export type Fields = Readonly<Record<string, FieldValue>>

/** Wide enough for whatever is on its way; how long it may be in the end is V03's to say. */
export const DRAFT_TEXT = 20_000
const SHORT = 40
const LIMITS = { fields: 3000, chars: 300_000 }
/** Up to which a number may travel. */
const BELOW = { count: 1e9, money: 1e13 } as const

const ITEM = /^([a-z]+)\.([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\.([A-Za-z]+(?:\.\w+)?)$/

/** @returns the parts of an item's path; null for a field that stands alone */
export function itemOf(path: string): { list: string; id: string; member: string } | null {
  const found = ITEM.exec(path)
  return found ? { list: found[1] ?? '', id: found[2] ?? '', member: found[3] ?? '' } : null
}

type Kinds = Readonly<Record<string, FieldKind>>

/** The fields that one form has: those that stand alone, and those of the items of its lists. */
export interface FieldTable {
  /** @returns undefined for a path that is none */
  kindOf(path: string): FieldKind | undefined
  /** Whether a value may stand in a field on its way; an empty one always may. [MR2, TX1] */
  fits(path: string, value: unknown): value is FieldValue
  /** A whole form as it travels; every path and value is checked. */
  schema: z.ZodMiniType<Record<string, Exclude<FieldValue, null>>>
}

export function fieldTable(single: Kinds, lists: Readonly<Record<string, Kinds>>): FieldTable {
  const kindOf = (path: string) => {
    const found = itemOf(path)
    const table = found ? (Object.hasOwn(lists, found.list) ? lists[found.list] : undefined) : single
    const name = found ? found.member : path
    return table && Object.hasOwn(table, name) ? table[name] : undefined
  }
  const fits = (path: string, value: unknown): value is FieldValue => {
    const kind = kindOf(path)
    return kind !== undefined && (value === null || holds(kind, value))
  }
  const schema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).check(
    z.refine((fields) => Object.keys(fields).length <= LIMITS.fields),
    z.refine((fields) => JSON.stringify(fields).length <= LIMITS.chars),
    z.refine((fields) => Object.entries(fields).every(([path, value]) => fits(path, value))),
  )
  return { kindOf, fits, schema }
}

const draftText = textSchema(DRAFT_TEXT)
const shortText = textSchema(SHORT)
const isStored = (schema: typeof draftText, value: string) => {
  const read = schema.safeParse(value)
  return read.success && read.data === value
}

function holds(kind: FieldKind, value: unknown): boolean {
  switch (kind.is) {
    case 'text':
      return typeof value === 'string' && isStored(draftText, value)
    case 'flag':
      return typeof value === 'boolean'
    case 'count':
    case 'money':
      return (
        (typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < BELOW[kind.is]) ||
        (typeof value === 'string' && isStored(shortText, value))
      )
    case 'day':
      return typeof value === 'string' && isStored(shortText, value)
    case 'choice':
      return typeof value === 'string' && kind.of.includes(value)
  }
}

export const isEmpty = (value: FieldValue | undefined): boolean =>
  value === undefined || value === null || value === false || (typeof value === 'string' && value.trim() === '')

/** Two values that say the same: nothing, an untouched answer and blanks are one. */
export const isSame = (a: FieldValue | undefined, b: FieldValue | undefined): boolean =>
  a === b || (isEmpty(a) && isEmpty(b))
