/** A new version that is downloaded and waits; it takes over only when somebody says so. [UP1] */
let take: (() => void) | null = null
let putOff = false
const listeners = new Set<() => void>()
const tell = () => {
  for (const listener of listeners) listener()
}

export const updateStore = {
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
  waiting: () => take !== null && !putOff,
  /** @param takeOver tells the waiting worker to take over, after which this page reloads */
  offer(takeOver: () => void) {
    take = takeOver
    putOff = false
    tell()
  },
  apply() {
    take?.()
  },
  /** not now; the next start offers it again */
  later() {
    putOff = true
    tell()
  },
}
