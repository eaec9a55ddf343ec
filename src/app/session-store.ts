import type { Session } from '#features/session/session.ts'
import type { SessionApi } from '#features/session/session-api.ts'
import type { Profile } from '#protocol/session.ts'
import type { AccountDb } from '#storage/db.ts'
import {
  type Active,
  addRevocation,
  changeActive,
  forgetActive,
  forgetRevocations,
  isIdle,
  readActive,
  readRevocations,
  writeActive,
  writeSeen,
} from '#storage/device.ts'
import type { Services } from '#sync/services.tsx'

export interface SessionStoreDeps {
  storage: Storage
  api: SessionApi
  clock(): number
  /** @param db the account's database where it is open already */
  openAccount(active: Active, db?: AccountDb): Services
}

type State = Pick<Session, 'services' | 'locked'>

/** Signs of life come by the dozen; one in so long is written down. */
const TOUCH_EVERY_MS = 5_000
/** How long signing out waits for the server before it leaves a word for later. */
const GOODBYE_MS = 4_000

/**
 * Who uses this browser: one account at a time, its work in its own database, which another account never opens.
 * It owns the running services and closes what it opened.
 */
export function createSessionStore({ storage, api, clock, openAccount }: SessionStoreDeps) {
  const listeners = new Set<() => void>()
  let touched = Number.NEGATIVE_INFINITY
  let state: State = { services: null, locked: false }

  const show = (next: State) => {
    state = next
    for (const listener of listeners) listener()
  }

  /** Takes the account of `active` in, and lets go of the one before; the same account keeps its database open. */
  const enter = (active: Active, locked: boolean) => {
    const before = state.services
    before?.engine.stop()
    const isSame = before?.active.profile.accountId === active.profile.accountId
    show({ services: isSame ? openAccount(active, before.db) : openAccount(active), locked })
    if (before && !isSame) closeLater(before.db)
  }

  const close = () => {
    const before = state.services
    before?.engine.stop()
    show({ services: null, locked: false })
    return before
  }

  const session = {
    signedIn(profile: Profile, shared: boolean) {
      const before = readActive(storage)
      const hasWork = before?.profile.accountId === profile.accountId && before.hasWork
      const active = { profile, shared, hasWork }
      writeActive(storage, active)
      writeSeen(storage, clock())
      forgetRevocations(storage)
      enter(active, false)
    },
    unlock() {
      writeSeen(storage, clock())
      show({ ...state, locked: false })
    },
    async leave({ erase }: { erase: boolean }) {
      const before = close()
      if (!before) return
      const { accountId } = before.active.profile
      addRevocation(storage, accountId)
      forgetActive(storage)
      if (erase) await before.db.delete()
      else closeLater(before.db)
      await Promise.race([sendRevocations(storage, api), later(GOODBYE_MS)])
    },
  }

  return {
    state: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    session,

    /** The first thing at a start: opens what this browser showed last, also without a network. */
    start() {
      const active = readActive(storage)
      if (active) enter(active, active.shared && isIdle(storage, clock()))
    },

    /** Another tab signed in or out. */
    follow() {
      const active = readActive(storage)
      const before = state.services?.active.profile.accountId
      if (active && active.profile.accountId !== before) enter(active, false)
      if (!active && before) {
        const left = close()
        if (left) closeLater(left.db)
      }
    },

    /** Somebody is there; on a shared computer, after five minutes without anybody, the door closes. [SE5] */
    touch() {
      const now = clock()
      if (state.locked || (now >= touched && now - touched < TOUCH_EVERY_MS)) return
      touched = now
      writeSeen(storage, now)
    },
    lockIfIdle() {
      const { services, locked } = state
      if (services?.active.shared && !locked && isIdle(storage, clock())) show({ services, locked: true })
    },

    /** Learns new posts, and tells the server of sessions that were left without a network. [SE3] */
    async refresh() {
      if (!state.services) return sendRevocations(storage, api)
      const { active } = state.services
      const outcome = await api.whoAmI()
      if (outcome.kind !== 'answer' || outcome.value.profile.accountId !== active.profile.accountId) return
      const { profile } = outcome.value
      if (JSON.stringify(profile) === JSON.stringify(active.profile)) return
      changeActive(storage, profile.accountId, { profile })
      const fresh = readActive(storage)
      if (fresh) enter(fresh, state.locked)
    },
  }
}

async function sendRevocations(storage: Storage, api: SessionApi): Promise<void> {
  for (const { account } of readRevocations(storage)) {
    const outcome = await api.end(account)
    if (outcome.kind === 'no-answer') return
  }
  forgetRevocations(storage)
}

/** Screens that watched it have gone by then. */
const closeLater = (db: AccountDb) => setTimeout(() => db.close(), 500)
const later = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))
