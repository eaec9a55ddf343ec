/** The fields of a piece's form, as they are kept while it is written: what was typed, and what was chosen. */
export type PieceValues = {
  kind: string
  title: string
  author: string
  text: string
  link: string
  channel: string
  about: string
  label: string
  /** `yes`, `no`, or empty while nobody said */
  under16: string
  recordedBy: string
  /** days as people type them */
  personOn: string
  personHow: string
  parentsOn: string
  parentsHow: string
  /** ids of an earlier version's photos that the next one leaves out, a space between */
  dropped: string
}

export const NO_VALUES: PieceValues = {
  kind: '',
  title: '',
  author: '',
  text: '',
  link: '',
  channel: '',
  about: '',
  label: '',
  under16: '',
  recordedBy: '',
  personOn: '',
  personHow: '',
  parentsOn: '',
  parentsHow: '',
  dropped: '',
}

/**
 * A body as a form again, for a next version or for what was refused. Read with care: the server may not have had it.
 * @param dayTyped an ISO day as people type it
 */
export function valuesOfBody(body: unknown, dayTyped: (day: string) => string): PieceValues {
  const told = membersOf(body)
  const consent = membersOf(told.consent)
  const [person, parents] = [membersOf(consent.person), membersOf(consent.parents)]
  return {
    ...NO_VALUES,
    kind: words(told.kind),
    title: words(told.title),
    author: words(told.author),
    text: words(told.text),
    link: words(told.link),
    channel: words(told.channel),
    about: words(told.about),
    label: words(told.label),
    under16: told.under16 === true ? 'yes' : told.under16 === false ? 'no' : '',
    recordedBy: words(consent.recordedBy),
    personOn: dayTyped(words(person.on)),
    personHow: words(person.how),
    parentsOn: dayTyped(words(parents.on)),
    parentsHow: words(parents.how),
  }
}

const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
const words = (value: unknown): string => (typeof value === 'string' ? value : '')
