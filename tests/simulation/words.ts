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
