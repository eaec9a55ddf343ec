import { useSyncExternalStore } from 'react'

/** From here on two panes fit side by side; the same as in layout.css. */
const WIDE = '(min-width: 56.25em)'

export function useWide(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = matchMedia(WIDE)
      query.addEventListener('change', listener)
      return () => query.removeEventListener('change', listener)
    },
    () => matchMedia(WIDE).matches,
  )
}
