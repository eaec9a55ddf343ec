import type { Day } from '../deadlines/days.ts'
import { nameId } from '../name-ids.ts'
import { type Fields, type FieldValue, isEmpty } from '../unit-forms/fields.ts'
import { countOf, type Item, standing, whole } from '../unit-forms/items.ts'
import { COUNTERS, type Counter } from './fields.ts'

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

/** What an officer sees as the whole report, and what is frozen when it is sent. [MR4, MR6] */
export const snapshotOf = (fields: Fields) => whole(withEvidence(fields))

export const countersIn = (fields: Fields) =>
  Object.fromEntries(COUNTERS.map((counter) => [counter, countOf(fields[`counters.${counter}`])])) as Record<
    Counter,
    number | null
  >

/** Issues of this month, without those that went on from before. */
export const newIssues = (fields: Fields): Item[] => standing(fields, 'issues').filter(({ of }) => of.carried !== true)
