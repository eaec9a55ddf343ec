import type { SyncState } from './state.ts'

const FIRST: SyncState = {
  phase: 'idle',
  sending: [],
  photo: null,
  pulling: null,
  lastSync: null,
  lastTry: null,
  nextTry: null,
  skewMs: null,
}

/** Holds the state; a snapshot is the same object until something in it has changed. */
export function createStateStore() {
  let state = FIRST
  const listeners = new Set<() => void>()
  return {
    state: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    show(change: Partial<SyncState>) {
      if (Object.entries(change).every(([key, value]) => same(state[key as keyof SyncState], value))) return
      state = { ...state, ...change }
      for (const listener of listeners) listener()
    },
  }
}

const same = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b))
