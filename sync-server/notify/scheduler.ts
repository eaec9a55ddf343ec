import type { DepartmentId } from '#domain/ids.ts'
import { isQuiet, secondsUntilQuiet } from '#domain/reminders/plan.ts'
import { hanoiDay, type Instant, instantOf, msOf } from '#domain/time.ts'
import { departments } from '../store/organisation.ts'
import {
  dropSubscriptions,
  liveSubscriptions,
  type SubscriptionRow,
  subscriptionOf,
} from '../store/push-subscriptions.ts'
import {
  claimAgain,
  claimReminder,
  claimRetry,
  forgetReminders,
  insertPush,
  openPushes,
  type PushRow,
  remindersOn,
  settlePush,
  wasReminded,
  wasShown,
} from '../store/reminders.ts'
import { SERVER, type Store, type Tx } from '../store/store.ts'
import { actorOf } from './actor.ts'
import { dutyReminders, incidentsWanted, type Wanted } from './due-now.ts'
import { pushKeyOf } from './keys.ts'
import type { SendOutcome, SendPush } from './send.ts'
import { newToken, readToken } from './tokens.ts'

export interface NotifyDeps {
  store: Store
  /** ms since 1970 */
  clock: () => number
  newId: () => string
  random: (bytes: number) => Uint8Array
  send: SendPush
  /** counts what came of a message */
  sent?: (outcome: SendOutcome) => void
}

/** A message that is written down and on its way. */
interface Outgoing {
  push: PushRow
  subscription: SubscriptionRow
  token: string
}

/** Incidents are looked at each minute; duties, whose hours are 08:00 and 15:00, when the hour changes and now and then. */
const DUTIES_EVERY_MS = 10 * 60_000
const RETRY_AFTER_MS = 5 * 60_000
const MOST_TRIES = 4
/** An incident's message is worth nothing hours later. */
const URGENT_TTL_S = 2 * 3600
/** How many messages are under way at a time. */
const AT_ONCE = 8
const KEPT_MS = 92 * 24 * 3_600_000

/**
 * Reminds whoever is to be reminded. What is given is written down first, in the same database for all processes, so a
 * restart or a second process reminds nobody twice; then it is handed to the push service, and what came of it is
 * written beside. [RM10]
 */
export function createNotifier(deps: NotifyDeps) {
  const { store, clock } = deps
  const looked = new Map<string, { hour: string; at: number }>()

  async function look(): Promise<void> {
    for (const { id } of await store.read(SERVER, departments)) await lookAt(id as DepartmentId)
  }

  async function lookAt(department: DepartmentId): Promise<void> {
    const now = instantOf(clock())
    // made at the first start, so that a phone never waits for it
    if (!looked.has(department)) await pushKeyOf(store, department, { newId: deps.newId, now })
    const subscriptions = await store.read(department, (tx) => liveSubscriptions(tx, department, now))
    if (subscriptions.length === 0) return void looked.set(department, { hour: '', at: 0 })
    const wanted = await store.read(department, async (tx) => {
      const actors = []
      for (const account of new Set(subscriptions.map(({ account_id }) => account_id)))
        actors.push(await actorOf(tx, department, account, now))
      const duties = isTimeForDuties(department, now) ? await dutyReminders(tx, department, actors, now) : []
      return [...(await incidentsWanted(tx, department, actors, now)), ...duties]
    })
    const outgoing = await store.write(department, async (tx) => [
      ...(await claim(tx, department, subscriptions, wanted, now)),
      ...(await claimRetries(tx, department, now)),
    ])
    looked.set(department, { hour: now.slice(0, 13), at: msOf(now) })
    await handOver(department, outgoing, now)
  }

  const isTimeForDuties = (department: string, now: Instant): boolean => {
    const last = looked.get(department)
    return !last || last.hour !== now.slice(0, 13) || msOf(now) - last.at >= DUTIES_EVERY_MS
  }

  /** Writes down what nobody has given yet: one message to each device of a person, however much there is to tell. */
  async function claim(
    tx: Tx,
    department: DepartmentId,
    subscriptions: readonly SubscriptionRow[],
    wanted: readonly Wanted[],
    now: Instant,
  ): Promise<Outgoing[]> {
    if (wanted.length === 0) return []
    const given = new Map(
      (await remindersOn(tx, department, hanoiDay(now))).map((row) => [`${row.account_id} ${row.key}`, row]),
    )
    const outgoing: Outgoing[] = []
    for (const [account, ofPerson] of Map.groupBy(wanted, (one) => one.account)) {
      const batch = deps.newId()
      let isUrgent = false
      let taken = 0
      for (const { key, day, again, urgent } of ofPerson) {
        const row = { department, account_id: account, key, day, batch, at: now }
        const before = given.get(`${account} ${key}`)
        const isTaken = before
          ? again &&
            before.tries === 1 &&
            !(await wasShown(tx, department, before.batch)) &&
            (await claimAgain(tx, row))
          : !(urgent && (await wasReminded(tx, department, account, key))) &&
            // the first of the day comes in the afternoon only where the morning was missed; then it is the only one
            (await claimReminder(tx, { ...row, tries: again ? 2 : 1 }))
        if (isTaken) taken += 1
        if (isTaken && urgent) isUrgent = true
      }
      if (taken === 0) continue
      for (const subscription of subscriptions.filter(({ account_id }) => account_id === account))
        outgoing.push(await write(tx, department, subscription, { batch, urgent: isUrgent, now }))
    }
    return outgoing
  }

  async function write(
    tx: Tx,
    department: DepartmentId,
    subscription: SubscriptionRow,
    { batch, urgent, now }: { batch: string; urgent: boolean; now: Instant },
  ): Promise<Outgoing> {
    const token = newToken(department, deps.random)
    const push: PushRow = {
      department,
      id: deps.newId(),
      account_id: subscription.account_id,
      session_id: subscription.session_id,
      batch,
      token_hash: readToken(token)?.hash ?? '',
      urgent: urgent ? 1 : 0,
      state: 'claimed',
      tries: 1,
      at: now,
      accepted_at: null,
      shown_at: null,
    }
    await insertPush(tx, push)
    return { push, subscription, token }
  }

  /** What a push service did not take the last time, or a server that died did not hand over, today and not at night. */
  async function claimRetries(tx: Tx, department: DepartmentId, now: Instant): Promise<Outgoing[]> {
    const since = instantOf(Date.parse(`${hanoiDay(now)}T00:00:00+07:00`))
    const before = instantOf(msOf(now) - RETRY_AFTER_MS)
    const outgoing: Outgoing[] = []
    for (const push of await openPushes(tx, department, since, before, MOST_TRIES)) {
      if (push.urgent === 0 && isQuiet(now)) continue
      const subscription = await subscriptionOf(tx, department, push.session_id)
      const token = newToken(department, deps.random)
      if (subscription && (await claimRetry(tx, push, readToken(token)?.hash ?? '', now)))
        outgoing.push({ push, subscription, token })
    }
    return outgoing
  }

  async function handOver(department: DepartmentId, outgoing: readonly Outgoing[], now: Instant): Promise<void> {
    if (outgoing.length === 0) return
    const key = await pushKeyOf(store, department, { newId: deps.newId, now })
    for (let from = 0; from < outgoing.length; from += AT_ONCE)
      await Promise.all(
        outgoing.slice(from, from + AT_ONCE).map(async ({ push, subscription, token }) => {
          const { endpoint, p256dh, auth } = subscription
          const ttlSeconds = push.urgent === 1 ? URGENT_TTL_S : secondsUntilQuiet(now)
          const message = { endpoint, p256dh, auth, token, ttlSeconds, urgent: push.urgent === 1 }
          const outcome = await deps.send(key, message)
          deps.sent?.(outcome)
          await store.write(department, async (tx) => {
            const accepted_at = outcome === 'accepted' ? instantOf(clock()) : null
            await settlePush(tx, { department, id: push.id, state: outcome, accepted_at })
            if (outcome === 'gone') await dropSubscriptions(tx, department, [subscription.session_id])
          })
        }),
      )
  }

  /** Once a day: what is long past is forgotten. */
  async function tidy(): Promise<void> {
    const before = instantOf(clock() - KEPT_MS)
    for (const { id } of await store.read(SERVER, departments))
      await store.write(id, (tx) => forgetReminders(tx, id, before))
  }

  return { look, tidy }
}

const EVERY_MS = 60_000
const TIDY_EVERY_MS = 24 * 3_600_000

/** Looks each minute, one look at a time. @returns the way to end it, once a look under way is over */
export function startNotifier(deps: NotifyDeps, onError: (error: unknown) => void): () => Promise<void> {
  const notifier = createNotifier(deps)
  let underWay: Promise<void> = Promise.resolve()
  let isBusy = false
  const work = () => {
    if (isBusy) return
    isBusy = true
    underWay = notifier
      .look()
      .catch(onError)
      .finally(() => {
        isBusy = false
      })
  }
  work()
  const timer = setInterval(work, EVERY_MS)
  const daily = setInterval(() => void notifier.tidy().catch(onError), TIDY_EVERY_MS)
  return async () => {
    clearInterval(timer)
    clearInterval(daily)
    await underWay
  }
}
