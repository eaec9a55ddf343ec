import { createContext, useContext, useSyncExternalStore } from 'react'
import type { Actor } from '#domain/organisation/roles.ts'
import type { Refusal } from '#domain/refusals.ts'
import type { Result } from '#domain/result.ts'
import type { AccountDb } from '#storage/db.ts'
import type { Active } from '#storage/device.ts'
import type { Change, Queued } from '#storage/mutate.ts'
import type { SyncEngine, SyncState } from './state.ts'

/** What the signed-in part of the app works with; made once in `app/` for one account. */
export interface Services {
  db: AccountDb
  active: Active
  actor: Actor
  engine: SyncEngine
  clock(): number
  newId(): string
  /** `storage/mutate.ts` with its dependencies; wakes the engine when the change is in line */
  mutate(change: Change): Promise<Result<Queued, Refusal>>
}

export const ServicesContext = createContext<Services | null>(null)

/** @throws outside the signed-in part of the app */
export function useServices(): Services {
  const services = useContext(ServicesContext)
  if (!services) throw new Error('no account is signed in here')
  return services
}

export function useSyncState(): SyncState {
  const { engine } = useServices()
  return useSyncExternalStore(engine.subscribe, engine.state)
}
