import type { AccountId } from '#domain/ids.ts'
import type { AccountDb } from '#storage/db.ts'
import type { Transport } from './transport.ts'

export interface Timers {
  /** @returns the way to call it off */
  after(ms: number, work: () => void): () => void
}

/** Only spares double work between tabs: what is safe is safe without it. */
export interface Locks {
  /** Runs `work` while nobody else holds the name; `busy` at once when somebody does. */
  tryHold(name: string, work: () => Promise<void>): Promise<'done' | 'busy'>
}

export interface Environment {
  isVisible(): boolean
  isOnline(): boolean
  /** Calls when the app is shown or hidden and when a network comes or goes. @returns the way to stop it */
  onChange(listener: () => void): () => void
}

export interface SyncDeps {
  db: AccountDb
  account: AccountId
  transport: Transport
  /** ms since 1970, as this device believes */
  clock(): number
  /** 0 to 1 */
  random(): number
  newId(): string
  timers: Timers
  locks: Locks
  environment: Environment
  /** what should never happen, and a store that fails: reported, while the engine goes on trying */
  onError(error: unknown): void
}
