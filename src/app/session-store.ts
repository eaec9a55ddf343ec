import type { Session } from '#features/session/session.ts'
import type { SessionApi } from '#features/session/session-api.ts'
import type { Profile } from '#protocol/session.ts'
import type { AccountDb } from '#storage/db.ts'
import {
  type Active,
  addRevocation,
  changeActive,
  forgetActive,
  forgetRevocation,
  forgetRevocations,
  isIdle,
  readActive,
  readRevocations,
  writeActive,
  writeSeen,
} from '#storage/device.ts'
import { countAllGathered } from '#storage/unsent/count.ts'
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
    if (before && !isSame)
      void later(SCREENS_GO_MS)
        .then(() => part(before))
        .catch(console.error)
  }

  /** A shared computer keeps of an earlier account only what would be lost; that waits for its person. [SE17] */
  const part = async ({ db, active }: Services) => {
    const { accountId } = active.profile
    const isEmpty = active.shared && (await countAllGathered(db)) === 0
    db.close()
    if (isEmpty && readActive(storage)?.profile.accountId !== accountId) await db.delete()
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

    /** Another tab signed in or out, learned new posts, or said whether this computer is shared. */
    follow() {
      const active = readActive(storage)
      const before = state.services?.active
      if (active && !(before && looksTheSame(active, before))) {
        const isSame = active.profile.accountId === before?.profile.accountId
        enter(active, isSame && state.locked)
      }
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
    if (outcome.kind === 'answer' || NOBODY_THERE.has(outcome.code)) forgetRevocation(storage, account)
  }
}

/** What the server says where no session of that account is left to end; any other error ends nothing. */
const NOBODY_THERE: ReadonlySet<string> = new Set(['signed-out', 'account-mismatch'])

/** Whether there is work is a note for the next start, which no screen shows. */
const looksTheSame = (a: Active, b: Active): boolean =>
  a.shared === b.shared && JSON.stringify(a.profile) === JSON.stringify(b.profile)

/** Screens that watched a database have gone by then, and have kept what was on them. */
const SCREENS_GO_MS = 500
const closeLater = (db: AccountDb) => setTimeout(() => db.close(), SCREENS_GO_MS)
const later = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))
