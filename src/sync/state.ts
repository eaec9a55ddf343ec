import type { Mid } from '#domain/ids.ts'
import type { Instant } from '#domain/time.ts'

/** What the engine is doing, for the words on screen. Facts only: no sentence is made here. */
export interface SyncState {
  phase: 'idle' | 'working' | 'no-network' | 'server-trouble' | 'signed-out' | 'account-disabled' | 'outdated'
  /** changes in the request under way */
  sending: readonly Mid[]
  /** photo bytes of the upload under way */
  photo: { id: string; sent: number; size: number } | null
  /** records of a first or long pull under way, as far as they came */
  pulling: { records: number } | null
  lastSync: Instant | null
  lastTry: Instant | null
  /** when it will try again by itself, as long as the app is open */
  nextTry: Instant | null
  /** the server's clock minus this device's, ms; null before the first answer */
  skewMs: number | null
}

export interface SyncEngine {
  /** Begins to try: now, on `online`, on coming to the foreground, after every change, and by its own schedule. */
  start(): void
  /** Ends timers, streams and requests; what is in line stays in line. */
  stop(): void
  /** Something new is in line, or worth looking at: tries soon, within what the server asked for. */
  wake(): void
  /** "Gửi ngay": one whole cycle (push, pull, photos) at once, forgetting every back-off. */
  syncNow(): Promise<void>
  state(): SyncState
  /** @returns the way to stop listening */
  subscribe(listener: () => void): () => void
}
