import type { GivenKind } from './giving.ts'

/** What stands in the giving form, as it is kept while it is written: everything as typed. @property units ids with a blank between them */
export interface GivingValues extends Record<string, string> {
  givingId: string
  kind: GivenKind
  title: string
  from: string
  to: string
  hour: string
  place: string
  ask: string
  before: string
  units: string
  reason: string
}

/** Under which its words are kept: what is new has one form, what was given one for its change. [GV1, GV3] */
export const givingFormId = (givingId: string | null): string =>
  givingId === null ? 'giving new' : `${givingId} amend`

export const emptyGiving = (givingId: string, kind: GivenKind): GivingValues => ({
  givingId,
  kind,
  title: '',
  from: '',
  to: '',
  hour: '',
  place: '',
  ask: '',
  before: '',
  units: '',
  reason: '',
})

/**
 * What was given, or was refused, in its form again. Read with care: the server may not have had it.
 * @param dayTyped an ISO day as people type it
 */
export function valuesOfGiven(givingId: string, body: unknown, dayTyped: (day: string) => string): GivingValues {
  const told = (typeof body === 'object' && body !== null ? body : {}) as Readonly<Record<string, unknown>>
  const [from, to] = [dayTyped(words(told.from)), dayTyped(words(told.to))]
  return {
    ...emptyGiving(givingId, told.kind === 'event' ? 'event' : 'brief'),
    title: words(told.title),
    from,
    to: to === from ? '' : to,
    hour: words(told.hour),
    place: words(told.place),
    ask: words(told.ask),
    before: dayTyped(words(told.before)),
  }
}

const words = (value: unknown): string => (typeof value === 'string' ? value : '')
