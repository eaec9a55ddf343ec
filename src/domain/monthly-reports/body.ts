import type { Day } from '../deadlines/days.ts'
import { daySchema } from '../deadlines/days.ts'
import { nameId } from '../name-ids.ts'
import {
  COUNTERS,
  type Counter,
  type Fields,
  type FieldValue,
  isEmpty,
  itemOf,
  LIST_NAMES,
  type ListName,
} from './fields.ts'

/** One item of a list. @property of its members as typed */
export interface Item {
  id: string
  list: ListName
  removed: boolean
  of: Fields
}

/** The items of a list in the order in which they were begun, those that were taken out among them. */
export function itemsOf(fields: Fields, list: ListName): Item[] {
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

export const standing = (fields: Fields, list: ListName): Item[] =>
  itemsOf(fields, list).filter(({ removed }) => !removed)

export const textOf = (value: FieldValue | undefined): string => (typeof value === 'string' ? value : '')
export const countOf = (value: FieldValue | undefined): number | null => (typeof value === 'number' ? value : null)
export function dayIn(value: FieldValue | undefined): Day | null {
  const read = daySchema.safeParse(value)
  return read.success ? read.data : null
}

/** What the gathered evidence says of the counters; a counter that nothing was gathered for is absent. [MR6] */
export function countersFromEvidence(fields: Fields): Partial<Record<Counter, number>> {
  const counters: Partial<Record<Counter, number>> = {}
  const add = (counter: Counter, n: number) => {
    counters[counter] = (counters[counter] ?? 0) + n
  }
  for (const { of } of standing(fields, 'evidence')) {
    if (of.kind === 'press') {
      add('pressTotal', 1)
      for (const [tone, counter] of [
        ['positive', 'pressPositive'],
        ['neutral', 'pressNeutral'],
        ['negative', 'pressNegative'],
      ] as const)
        add(counter, of.tone === tone || (tone === 'neutral' && isEmpty(of.tone)) ? 1 : 0)
    }
    if (of.kind === 'post') add('postsNoted', 1)
    if (of.kind === 'feedback') {
      const all = Math.max(0, Math.trunc(countOf(of.count) ?? 1))
      const resolved = Math.min(all, Math.max(0, Math.trunc(countOf(of.resolved) ?? 0)))
      add('feedbackTotal', all)
      add('feedbackResolved', resolved)
      add('feedbackPending', all - resolved)
    }
  }
  return counters
}

/** The groups whose members must add up: whoever types one of them answers for all. */
export const COUNTER_GROUPS = [
  ['pressTotal', 'pressPositive', 'pressNeutral', 'pressNegative'],
  ['feedbackTotal', 'feedbackResolved', 'feedbackPending'],
  ['postsNoted'],
  ['newsPublished'],
  ['newsSent'],
] as const satisfies readonly (readonly Counter[])[]

/** What nobody has typed into a group of counters is filled from the evidence. [MR6] */
export function withEvidence(fields: Fields): Fields {
  const found = countersFromEvidence(fields)
  const filled: Record<string, FieldValue> = { ...fields }
  for (const group of COUNTER_GROUPS) {
    if (group.some((counter) => !isEmpty(fields[`counters.${counter}`]))) continue
    for (const counter of group) {
      const n = found[counter]
      if (n !== undefined) filled[`counters.${counter}`] = n
    }
  }
  if (isEmpty(fields['incidents.total']))
    filled['incidents.total'] = standing(fields, 'evidence').filter(({ of }) => of.kind === 'incident').length
  return filled
}

/** An incident of the unit that belongs to the period. @property day of its discovery */
export interface PeriodIncident {
  id: string
  title: string
  day: Day
}

/** The unit's incidents of the period as evidence of the report, under ids that every device makes alike. [MR6] */
export function incidentFields(reportId: string, incidents: readonly PeriodIncident[]): Fields {
  return Object.fromEntries(
    incidents.flatMap(({ id, title, day }) => {
      const path = `evidence.${nameId(reportId, `incident:${id}`)}`
      return [
        [`${path}.kind`, 'incident'],
        [`${path}.title`, title],
        [`${path}.day`, day],
        [`${path}.at`, day],
      ]
    }),
  )
}

/**
 * Issues that last month's report left open, as fields of this one. Their ids are made of their old ones, so that
 * two phones carry over the same. What was typed this month lies on top. [MR7]
 */
export function carriedFields(reportId: string, last: Fields | undefined): Fields {
  if (!last) return {}
  const carried: Record<string, FieldValue> = {}
  for (const { id, of } of standing(last, 'issues')) {
    if (of.result === 'resolved') continue
    const here = nameId(reportId, `carried:${id}`)
    for (const [member, value] of Object.entries(of)) carried[`issues.${here}.${member}`] = value
    carried[`issues.${here}.carried`] = true
  }
  return carried
}

/**
 * What an officer sees as the whole report, and what is frozen when it is sent: nothing empty, no item that was
 * taken out. [MR4]
 */
export function snapshotOf(fields: Fields): Record<string, Exclude<FieldValue, null>> {
  const filled = withEvidence(fields)
  const standingItems = new Set(LIST_NAMES.flatMap((list) => standing(filled, list).map(({ id }) => `${list}.${id}`)))
  const snapshot: Record<string, Exclude<FieldValue, null>> = {}
  for (const [path, value] of Object.entries(filled)) {
    const item = itemOf(path)
    if (isEmpty(value) || value === null || (item && !standingItems.has(`${item.list}.${item.id}`))) continue
    snapshot[path] = value
  }
  return snapshot
}

export const countersIn = (fields: Fields) =>
  Object.fromEntries(COUNTERS.map((counter) => [counter, countOf(fields[`counters.${counter}`])])) as Record<
    Counter,
    number | null
  >

/** Issues of this month, without those that went on from before. */
export const newIssues = (fields: Fields): Item[] => standing(fields, 'issues').filter(({ of }) => of.carried !== true)
