import { instantOf } from '#domain/time.ts'
import type { Store } from '../store/store.ts'
import { compactAll } from './compact.ts'

const DAY_MS = 24 * 3_600_000
/** Not in the busy minutes after a start. */
const FIRST_MS = 10 * 60_000

/** What a server does for itself once a day. @returns the way to end it */
export function startUpkeep(store: Store, clock: () => number, onError: (error: unknown) => void): () => void {
  const work = () => void compactAll(store, instantOf(clock())).catch(onError)
  const first = setTimeout(work, FIRST_MS)
  const daily = setInterval(work, DAY_MS)
  return () => {
    clearTimeout(first)
    clearInterval(daily)
  }
}
