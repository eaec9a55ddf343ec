import { IDBKeyRange } from 'fake-indexeddb'
import type { Actor } from '#domain/organisation/roles.ts'
import { type AccountDb, openAccountDb } from '#storage/db.ts'
import { mutate } from '#storage/mutate.ts'
import type { Environment, Locks, Timers } from '#sync/deps.ts'
import { createSyncEngine } from '#sync/engine.ts'
import { createFetchTransport } from '#sync/fetch-transport.ts'
import type { SyncEngine } from '#sync/state.ts'
import type { Transport } from '#sync/transport.ts'

export interface TabDeps {
  factory: IDBFactory
  actor: Actor
  fetch: (url: string, init: RequestInit) => Promise<Response>
  timers: Timers
  clock: () => number
  /** 0 to 1 */
  random: () => number
  newId: () => string
  locks: Locks
  environment: Environment
  onError: (error: unknown) => void
  transport?: Transport
  /** none unless told */
  compress?: (text: string) => Promise<Uint8Array<ArrayBuffer>>
  /** minutes east of UTC that the device is set to; Hanoi's unless told */
  zoneMinutes?: () => number
}

export interface Tab {
  db: AccountDb
  engine: SyncEngine
  mutate(change: Parameters<typeof mutate>[1]): ReturnType<typeof mutate>
  /** closes the database and ends the engine, wherever it is */
  close(): void
}

/** One tab of the app without its screens: the real database, the real door for changes, the real engine. */
export function openTab(deps: TabDeps): Tab {
  const { actor, clock, newId, environment, random, timers, locks, onError, zoneMinutes = () => 420 } = deps
  const db = openAccountDb(actor.accountId, { indexedDB: deps.factory, IDBKeyRange })
  const account = actor.accountId
  const transport =
    deps.transport ??
    createFetchTransport({
      account,
      fetch: deps.fetch,
      newNonce: () => newId().replaceAll('-', ''),
      timers,
      compress: deps.compress ?? null,
      openStream: null,
    })
  const engine = createSyncEngine({
    db,
    account,
    transport,
    clock,
    random,
    newId,
    timers,
    locks,
    environment,
    onError,
  })
  return {
    db,
    engine,
    async mutate(change) {
      const outcome = await mutate({ db, actor, clock, newId, zoneMinutes }, change)
      if (outcome.ok) engine.wake()
      return outcome
    },
    close() {
      engine.stop()
      db.close()
    },
  }
}

/** Locks of one device, as `navigator.locks` would give them to its tabs. */
export function createLocks(): Locks {
  const held = new Set<string>()
  return {
    async tryHold(name, work) {
      if (held.has(name)) return 'busy'
      held.add(name)
      try {
        await work()
      } finally {
        held.delete(name)
      }
      return 'done'
    },
  }
}

/** A device whose screen is switched on and off by the test. */
export function createEnvironment() {
  const listeners = new Set<() => void>()
  let visible = true
  return {
    isVisible: () => visible,
    isOnline: () => true,
    onChange(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    setVisible(is: boolean) {
      visible = is
      for (const listener of [...listeners]) listener()
    },
  } satisfies Environment & { setVisible(is: boolean): void }
}
