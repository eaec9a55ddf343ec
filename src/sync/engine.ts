import { instantOf, msOf } from '#domain/time.ts'
import { lookThrough } from '#storage/aside.ts'
import { isNewer } from '#storage/db.ts'
import { pauseBetween } from './backoff.ts'
import type { Cycle } from './cycle.ts'
import type { SyncDeps } from './deps.ts'
import { anyPhotoWaits } from './photos.ts'
import { createPokes } from './pokes.ts'
import type { Pushing } from './push.ts'
import { goRound, recall } from './round.ts'
import type { SyncEngine } from './state.ts'
import { createStateStore } from './state-store.ts'

/** Another tab may be frozen with the lock in its hands: after so long nobody waits for it any more. */
const LOCK_PATIENCE_MS = 30_000
const BUSY_RETRY_MS = 2_000
/** Phones that were poked together do not come together. */
const POKE_SPREAD_MS = 1_000
/** The clock's difference is not told anew for less. */
const SKEW_STEP_MS = 1_000

/**
 * Brings what was written to the server and its news back, however often the network, the server or another tab
 * gets in between. All that a round knows is in the database, so it can end anywhere; all that it touches is
 * passed in.
 */
export function createSyncEngine(deps: SyncDeps): SyncEngine {
  const { db, clock, random, timers, locks, environment, transport } = deps
  const { state, subscribe, show } = createStateStore()
  const life = new AbortController()
  const pushing: Pushing = { limit: Number.MAX_SAFE_INTEGER, unanswered: [] }
  let running: Promise<void> | null = null
  let again = false
  /** somebody asked by hand: no other tab's lock stands in the way */
  let asked = false
  let failures = 0
  /** the server asked not to be asked before, ms since 1970, when it asked for so many ms */
  let holdOff = { until: 0, ms: 0 }
  let busySince: number | null = null
  let cancelTimer: (() => void) | null = null
  let cancelListening: (() => void) | null = null

  const isStopped = () => life.signal.aborted
  const isPaused = () => ['signed-out', 'account-disabled', 'outdated'].includes(state().phase)
  const pokes = createPokes({
    transport,
    onPoke: () => void timers.after(random() * POKE_SPREAD_MS, wake),
    onBye: wake,
  })

  const cycle: Cycle = {
    ...deps,
    signal: life.signal,
    state,
    show,
    heard(at, askedAt) {
      const skewMs = Math.round(msOf(at) - (askedAt + clock()) / 2)
      const known = state().skewMs
      const isNews = known === null || Math.abs(skewMs - known) >= SKEW_STEP_MS
      show({ phase: 'working', ...(isNews ? { skewMs } : {}) })
    },
  }

  /** A wait that has become longer was reckoned before the clock was set back: it is over. [TM4] */
  function heldFor(): number {
    const ms = holdOff.until - clock()
    return ms > holdOff.ms ? 0 : Math.max(ms, 0)
  }

  /** Rounds until nobody asks for another, then the next appointment. Nothing is awaited in between the two. */
  async function work(): Promise<void> {
    let pause = 0
    do {
      again = false
      try {
        await tryRound()
        // whoever waits for a person has nothing to reckon; a look at what waits may tidy up, where nothing may write [SC5]
        pause = isStopped() || isPaused() ? 0 : await nextPause()
      } catch (error) {
        if (isStopped()) break
        failures += 1
        pause = pauseBetween({ visible: false, unsent: true, failures, poked: false, random: random() })
        show({ phase: 'server-trouble' })
        deps.onError(error)
        await lookThrough(db, clock())
      }
      if (isStopped()) break
      show({ sending: [], photo: null, pulling: null })
      followPokes()
    } while (again && heldFor() === 0)
    running = null
    if (!isPaused()) schedule(pause)
  }

  async function tryRound(): Promise<void> {
    const isPatient = busySince === null || Math.abs(clock() - busySince) < LOCK_PATIENCE_MS
    const isAsked = asked
    asked = false
    const held = await locks.tryHold(`dau-moi:sync:${deps.account}`, round)
    if (held === 'done') busySince = null
    else if (isAsked || !isPatient) await round()
    else busySince ??= clock()
  }

  async function round(): Promise<void> {
    if (isStopped()) return
    await recall(cycle)
    if (isNewer(db)) return show({ phase: 'outdated' })
    // trouble is shown until somebody answers: otherwise the words would flicker with every try
    const phase = state().phase === 'idle' ? 'working' : state().phase
    show({ phase, lastTry: instantOf(clock()), nextTry: null })
    const outcome = await goRound(cycle, pushing)
    if (isStopped()) return
    failures = outcome.phase === 'idle' ? 0 : failures + 1
    if (outcome.waitMs > 0) holdOff = { until: clock() + outcome.waitMs, ms: outcome.waitMs }
    again ||= outcome.more
    show({ phase: outcome.phase })
  }

  async function nextPause(): Promise<number> {
    if (busySince !== null) return BUSY_RETRY_MS
    const unsent = (await db.outbox.toArray()).some(({ verdict }) => verdict === null) || (await anyPhotoWaits(cycle))
    const visible = environment.isVisible()
    return pauseBetween({ visible, unsent, failures, poked: pokes.standing(), random: random() })
  }

  /** A round now, or one more after the one under way. */
  function run(): Promise<void> {
    cancelTimer?.()
    if (running) again = true
    running ??= work()
    return running
  }

  function schedule(pause: number): void {
    cancelTimer?.()
    if (isStopped()) return
    const ms = Math.max(pause, heldFor(), 0)
    show({ nextTry: instantOf(clock() + ms) })
    cancelTimer = timers.after(ms, () => void run())
  }

  function wake(): void {
    if (running) again = true
    else schedule(0)
  }

  function followPokes(): void {
    const knowsServer = state().lastSync !== null && !isPaused()
    pokes.want(!isStopped() && knowsServer && environment.isVisible() && environment.isOnline())
  }

  return {
    state,
    subscribe,
    wake,
    start() {
      cancelListening = environment.onChange(() => {
        followPokes()
        if (environment.isVisible()) wake()
      })
      if (!environment.isOnline()) show({ phase: 'no-network' })
      void run()
    },
    stop() {
      life.abort()
      cancelTimer?.()
      cancelListening?.()
      pokes.want(false)
      show({ sending: [], photo: null, pulling: null, nextTry: null })
    },
    async syncNow() {
      if (isStopped()) return
      holdOff = { until: 0, ms: 0 }
      failures = 0
      asked = true
      await db
        .transaction('rw', [db.outbox, db.photos], async () => {
          await db.outbox.filter(({ notBefore }) => notBefore > 0).modify({ notBefore: 0 })
          await db.photos.where('state').equals('waiting').modify({ notBefore: 0 })
        })
        // a store that is full still gives away what it has
        .catch(deps.onError)
      await run()
    },
  }
}
