import type { RawDatabase } from '#tests/support/commits.ts'

interface CursorRow {
  space: string
  version: number
}

/**
 * Looks at the cursors of each disk after every commit: a tab that was overtaken changes nothing, so none ever goes
 * back. (Whoever pulls again heals that; in between, a phone shows less than it had said is there.) [SY5, SY6]
 * @param mayGoBack whether a restored server may have told phones to begin anew
 */
export function watchCursors(mayGoBack: () => boolean) {
  const seen = new WeakMap<RawDatabase, Map<string, number>>()
  const complaints = new Set<string>()
  return {
    complaints,
    look(label: string, raw: RawDatabase): void {
      const rows = (raw.rawObjectStores.get('cursors')?.records.values() ?? []) as Iterable<{ value: CursorRow }>
      const now = new Map([...rows].map(({ value }) => [value.space, value.version]))
      for (const [space, version] of seen.get(raw) ?? [])
        if ((now.get(space) ?? version) < version && !mayGoBack())
          complaints.add(`${label}: the cursor of ${space} went back from ${version} to ${now.get(space)}`)
      seen.set(raw, now)
    },
  }
}
