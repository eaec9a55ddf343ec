import 'fake-indexeddb/auto'
import { Dexie } from 'dexie'
import { afterEach, describe, expect, test } from 'vitest'
import { createSessionStore } from '#app/session-store.ts'
import { fail } from '#domain/result.ts'
import type { SessionApi } from '#features/session/session-api.ts'
import type { Profile } from '#protocol/session.ts'
import { databaseName, openAccountDb } from '#storage/db.ts'
import { actorOf, changeActive, LOCK_AFTER_MS, readActive, readRevocations } from '#storage/device.ts'
import { saveForm } from '#storage/forms.ts'
import { openDraft } from '#storage/open-draft.ts'
import { anActor, UNIT, uuid } from '#tests/support/builders.ts'
import { aStorage } from '#tests/support/kept.ts'

function aProfile(n: number): Profile {
  const { accountId, departmentId, name, grants } = anActor('focal_point', UNIT, n)
  return { accountId, departmentId, departmentName: 'Sở (minh họa)', username: `nguoi${n}`, name, grants }
}

/** A browser with one app in it; `online` is whether the server can be reached. */
function aBrowser(storage = aStorage()) {
  const world = {
    now: Date.parse('2026-11-19T07:00:00Z'),
    online: true,
    refuses: null as string | null,
    ended: [] as string[],
    stopped: 0,
    storage,
  }
  const reached = () => (world.online ? ({ kind: 'answer', value: {} } as const) : ({ kind: 'no-answer' } as const))
  const api = {
    whoAmI: async () => ({ kind: 'no-answer' }) as const,
    async end(account) {
      if (world.online && world.refuses !== null)
        return { kind: 'error', code: world.refuses, retryAfterMs: null } as const
      if (world.online) world.ended.push(account)
      return reached()
    },
  } as Partial<SessionApi> as SessionApi
  const store = createSessionStore({
    storage,
    api,
    clock: () => world.now,
    openAccount: (active, open) => ({
      db: open ?? openAccountDb(active.profile.accountId),
      active,
      actor: actorOf(active.profile),
      engine: {
        start: () => undefined,
        stop() {
          world.stopped += 1
        },
        wake: () => undefined,
        syncNow: async () => undefined,
        state: () => {
          throw new Error('not asked for')
        },
        subscribe: () => () => undefined,
      },
      clock: () => world.now,
      newId: () => uuid(world.now % 1000),
      mutate: async () => fail({ code: 'not-allowed', details: {} }),
    }),
  })
  store.start()
  return { world, store, session: store.session }
}

const services = (store: ReturnType<typeof aBrowser>['store']) => {
  const found = store.state().services
  if (!found) throw new Error('nobody is signed in')
  return found
}

afterEach(async () => {
  for (const name of await Dexie.getDatabaseNames()) await Dexie.delete(name)
})

test('[SE6] a start without a network opens the account that was here last', () => {
  const first = aBrowser()
  first.session.signedIn(aProfile(1), false)
  const second = aBrowser(first.world.storage)
  expect(services(second.store).actor.accountId).toBe(aProfile(1).accountId)
  expect(second.store.state().locked).toBe(false)
})

test('[SE7] another account on the same browser never sees the first one’s words, which stay', async () => {
  const { store, session } = aBrowser()
  session.signedIn(aProfile(1), false)
  await openDraft(services(store).db, UNIT, Date.now, () => uuid(1))
  session.signedIn(aProfile(2), false)
  expect(await services(store).db.drafts.count()).toBe(0)
  session.signedIn(aProfile(1), false)
  expect(await services(store).db.drafts.count()).toBe(1)
})

test('[SE3] signing out without a network leaves a word for the server, told before anything else later', async () => {
  const { world, store, session } = aBrowser()
  session.signedIn(aProfile(1), false)
  world.online = false
  await session.leave({ erase: false })
  expect(store.state().services).toBeNull()
  expect(readRevocations(world.storage)).toEqual([{ account: aProfile(1).accountId }])
  expect(world.ended).toEqual([])
  world.online = true
  await store.refresh()
  expect(world.ended).toEqual([aProfile(1).accountId])
  expect(readRevocations(world.storage)).toEqual([])
})

test.each(['server-busy', 'server-error', 'account-disabled'])(
  '[SE3] a server that answers %s has not signed anybody out: the word for it stays',
  async (code) => {
    const { world, store, session } = aBrowser()
    session.signedIn(aProfile(1), false)
    world.refuses = code
    await session.leave({ erase: false })
    expect(readRevocations(world.storage)).toEqual([{ account: aProfile(1).accountId }])
    world.refuses = null
    await store.refresh()
    expect(world.ended).toEqual([aProfile(1).accountId])
    expect(readRevocations(world.storage)).toEqual([])
  },
)

test.each(['signed-out', 'account-mismatch'])(
  '[SE3] there is nothing left to end where the server says %s',
  async (code) => {
    const { world, session } = aBrowser()
    session.signedIn(aProfile(1), false)
    world.refuses = code
    await session.leave({ erase: false })
    expect(readRevocations(world.storage)).toEqual([])
  },
)

test('[SE3] work left on this device is there at the next sign-in; erased work is gone', async () => {
  const { store, session } = aBrowser()
  session.signedIn(aProfile(1), false)
  await services(store).db.open()
  await openDraft(services(store).db, UNIT, Date.now, () => uuid(1))
  await session.leave({ erase: false })
  session.signedIn(aProfile(1), false)
  expect(await services(store).db.drafts.count()).toBe(1)
  await session.leave({ erase: true })
  expect(await Dexie.exists(databaseName(aProfile(1).accountId))).toBe(false)
})

test('[SE5] a shared computer locks after five minutes alone, also across a restart, and keeps its work running', () => {
  const { world, store, session } = aBrowser()
  session.signedIn(aProfile(1), true)
  world.now += LOCK_AFTER_MS - 1
  store.lockIfIdle()
  expect(store.state().locked).toBe(false)
  store.touch()
  world.now += LOCK_AFTER_MS
  store.lockIfIdle()
  expect(store.state()).toMatchObject({ locked: true })
  expect(world.stopped).toBe(0)
  store.touch()
  const restarted = aBrowser(world.storage)
  restarted.world.now = world.now + 1
  restarted.store.lockIfIdle()
  expect(restarted.store.state().locked).toBe(true)
  session.signedIn(aProfile(1), true)
  expect(store.state().locked).toBe(false)
})

test('[SE5] one’s own phone does not lock', () => {
  const { world, store, session } = aBrowser()
  session.signedIn(aProfile(1), false)
  world.now += 10 * LOCK_AFTER_MS
  store.lockIfIdle()
  expect(store.state().locked).toBe(false)
})

test('[SE7] a tab follows when another one signs out or changes the account', () => {
  const first = aBrowser()
  first.session.signedIn(aProfile(1), false)
  const second = aBrowser(first.world.storage)
  first.session.signedIn(aProfile(2), false)
  second.store.follow()
  expect(services(second.store).actor.accountId).toBe(aProfile(2).accountId)
  first.world.storage.removeItem('dau-moi:active')
  second.store.follow()
  expect(second.store.state().services).toBeNull()
  expect(readActive(first.world.storage)).toBeNull()
})

test('[SE5, SE7] a tab follows when another one says that this computer is shared, and locks like it', () => {
  const first = aBrowser()
  first.session.signedIn(aProfile(1), false)
  const second = aBrowser(first.world.storage)
  const { db } = services(second.store)
  first.session.signedIn(aProfile(1), true)
  second.store.follow()
  expect(services(second.store).db === db).toBe(true)
  expect(services(second.store).active.shared).toBe(true)
  second.world.now += LOCK_AFTER_MS
  second.store.lockIfIdle()
  expect(second.store.state().locked).toBe(true)
  first.session.signedIn({ ...aProfile(1), name: 'Tên khác (minh họa)' }, true)
  second.store.follow()
  expect(services(second.store).actor.name).toBe('Tên khác (minh họa)')
  expect(second.store.state().locked).toBe(true)
})

test('[SE7] a tab that notes its first work does not make the others begin again', () => {
  const first = aBrowser()
  first.session.signedIn(aProfile(1), false)
  const second = aBrowser(first.world.storage)
  const before = services(second.store)
  changeActive(first.world.storage, aProfile(1).accountId, { hasWork: true })
  second.store.follow()
  expect(services(second.store)).toBe(before)
})

describe('[SE17] another account signs in on a shared computer', () => {
  const left = databaseName(aProfile(1).accountId)

  test('with nothing unsent the one before leaves nothing there', async () => {
    const { store, session } = aBrowser()
    session.signedIn(aProfile(1), true)
    await services(store).db.open()
    session.signedIn(aProfile(2), true)
    await expect.poll(() => Dexie.exists(left), { timeout: 3000 }).toBe(false)
    expect(await services(store).db.drafts.count()).toBe(0)
  })

  test.each(['draft', 'form'])('a %s of the one before stays and waits for them', async (kind) => {
    const { store, session } = aBrowser()
    session.signedIn(aProfile(1), true)
    const { db } = services(store)
    if (kind === 'draft') await openDraft(db, UNIT, Date.now, () => uuid(1))
    else await saveForm(db, 'viec-1 result', { note: 'Đã làm xong' }, Date.now())
    session.signedIn(aProfile(2), true)
    await expect.poll(() => db.isOpen(), { timeout: 3000 }).toBe(false)
    expect(await Dexie.exists(left)).toBe(true)
    session.signedIn(aProfile(1), true)
    const again = services(store).db
    expect((await again.drafts.count()) + (await again.forms.count())).toBe(1)
  })

  test('who comes back at once finds the database standing; one’s own phone keeps it always', async () => {
    const { store, session } = aBrowser()
    session.signedIn(aProfile(1), true)
    const { db } = services(store)
    await db.open()
    session.signedIn(aProfile(2), false)
    session.signedIn(aProfile(1), false)
    await expect.poll(() => db.isOpen(), { timeout: 3000 }).toBe(false)
    expect(await Dexie.exists(left)).toBe(true)
    const own = services(store).db
    await own.open()
    session.signedIn(aProfile(3), false)
    await expect.poll(() => own.isOpen(), { timeout: 3000 }).toBe(false)
    expect(await Dexie.exists(left)).toBe(true)
  })
})
