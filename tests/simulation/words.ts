const WORD = /vi-\d+-\d+\./g

/** The words of people's own that stand in a text, each once. */
export const wordsIn = (text: string): string[] => [...new Set(text.match(WORD))]

/** The same for the same members, in whatever order they stand. @param value plain JSON */
export const plain = (value: unknown): string =>
  JSON.stringify(value, (_, member) =>
    member && typeof member === 'object' && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  )

/**
 * What somebody wrote themselves: without what a version froze, which holds the words of all who wrote the report.
 * @param value plain JSON
 */
export const ownText = (value: unknown): string =>
  JSON.stringify(value, (name, member) => (name === 'snapshot' ? undefined : member))

interface Told<E> {
  id: string
  timeline: E[]
  /** what two wrote into one field */
  kept?: E[]
}

/**
 * The entries of these records, each word of them once: what the office says to several units stands with what it gave
 * them, and as a copy on the task of each.
 */
export function ownEntries<E extends { id?: string }>(rows: readonly { type: string; body: string }[]): E[] {
  const bodies = rows.map(({ type, body }) => ({ type, body: JSON.parse(body) as Told<E> }))
  const toSeveral = new Set(
    bodies.flatMap(({ type, body }) => (type === 'giving' ? body.timeline : [])).map(({ id }) => id),
  )
  return bodies.flatMap(({ type, body: { timeline, kept = [] } }) => [
    ...(type === 'task' ? timeline.filter(({ id }) => !toSeveral.has(id)) : timeline),
    ...kept,
  ])
}
