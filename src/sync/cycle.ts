import type { Instant } from '#domain/time.ts'
import type { SyncDeps } from './deps.ts'
import type { SyncState } from './state.ts'
import type { Refused, Setback } from './transport.ts'

/** What the steps of a round work with. */
export interface Cycle extends Pick<SyncDeps, 'db' | 'account' | 'transport' | 'clock' | 'random' | 'newId'> {
  /** ends the engine: nothing is written after it */
  signal: AbortSignal
  state(): SyncState
  show(change: Partial<SyncState>): void
  /** an answer of the server that was asked for at `askedAt` told its clock */
  heard(at: Instant, askedAt: number): void
}

const PAUSING: Readonly<Record<string, 'signed-out' | 'account-disabled'>> = {
  'signed-out': 'signed-out',
  'account-mismatch': 'signed-out',
  'account-disabled': 'account-disabled',
}

/** The session is gone: the engine pauses, and nothing is hidden or deleted. [WR3] */
export const pauseFor = (setback: Setback | null): 'signed-out' | 'account-disabled' | null =>
  setback?.kind === 'error' ? (PAUSING[setback.code] ?? null) : null

/** Codes that speak of the server as a whole and not of what was sent. */
const GENERAL: ReadonlySet<string> = new Set([
  ...Object.keys(PAUSING),
  'server-busy',
  'throttled',
  'storage-full',
  'protocol-unknown',
  'origin-foreign',
  'epoch-other',
])
export const isGeneral = ({ code }: Refused): boolean => GENERAL.has(code)
