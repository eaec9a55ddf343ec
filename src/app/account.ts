import { askToKeep } from '#pwa/persistence.ts'
import { type AccountDb, openAccountDb } from '#storage/db.ts'
import { type Active, actorOf, changeActive } from '#storage/device.ts'
import { holdsWork, markOf, noteIfEmptied } from '#storage/held.ts'
import { mutate } from '#storage/mutate.ts'
import { browserCompress, browserEnvironment, browserLocks, browserTimers } from '#sync/browser.ts'
import { createSyncEngine } from '#sync/engine.ts'
import { createFetchTransport } from '#sync/fetch-transport.ts'
import type { Services } from '#sync/services.tsx'

const clock = () => Date.now()
const newId = () => crypto.randomUUID()
const newNonce = () => newId().replaceAll('-', '')
const zoneMinutes = () => -new Date().getTimezoneOffset()

/** Everything the signed-in part works with, for one account of this browser; its engine is running. */
export function openAccount(active: Active, open?: AccountDb): Services {
  const account = active.profile.accountId
  const db = open ?? openAccountDb(account)
  const actor = actorOf(active.profile)
  const transport = createFetchTransport({
    account,
    fetch: (url, init) => fetch(url, init),
    newNonce,
    timers: browserTimers,
    compress: browserCompress,
    openStream: 'EventSource' in globalThis ? (url) => new EventSource(url) : null,
  })
  const engine = createSyncEngine({
    db,
    account,
    transport,
    clock,
    random: Math.random,
    newId,
    timers: browserTimers,
    locks: browserLocks,
    environment: browserEnvironment,
    onError: (error) => console.error(error),
  })
  if (!open) remember(db, active)
  engine.start()
  return {
    db,
    active,
    actor,
    engine,
    clock,
    newId,
    async mutate(change) {
      const done = await mutate({ db, actor, clock, newId, zoneMinutes }, change)
      if (done.ok) {
        engine.wake()
        void askToKeep(localStorage, navigator.storage)
      }
      return done
    },
  }
}

/** Notices when the system has emptied this database, and from the first word on that there is work in it. [ST6] */
function remember(db: AccountDb, { profile: { accountId }, hasWork, mark }: Active) {
  const worked = () => changeActive(localStorage, accountId, { hasWork: true })
  db.drafts.hook('creating', worked)
  db.forms.hook('creating', worked)
  db.outbox.hook('creating', worked)
  const look = async () => {
    await noteIfEmptied(db, { hadWork: hasWork, mark }, clock())
    changeActive(localStorage, accountId, { mark: await markOf(db, newId) })
    if (!hasWork && (await holdsWork(db))) worked()
  }
  void look().catch((error: unknown) => console.error(error))
}
