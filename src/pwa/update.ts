/** A new version that is downloaded and waits; it takes over only when somebody says so. [UP1] */
let take: (() => void) | null = null
let putOff = false
let isTaken = false
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
  /** the new version has taken over: pages are to be loaded anew, where nothing is being written */
  isTaken: () => isTaken,
  /** @param takeOver tells the waiting worker to take over; that may last minutes, and is told by `taken` */
  offer(takeOver: () => void) {
    take = takeOver
    putOff = false
    tell()
  },
  apply() {
    take?.()
  },
  taken() {
    isTaken = true
    tell()
  },
  /** not now; the next start offers it again */
  later() {
    putOff = true
    tell()
  },
}
