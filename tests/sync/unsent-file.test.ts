import { setTimeout as wait } from 'node:timers/promises'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sendingOf } from '#features/incident/report-args.ts'
import { labels } from '#i18n/vi/labels.ts'
import { addPhoto } from '#storage/add-photo.ts'
import { carryArgs, keepCarried, readCarried } from '#storage/carried.ts'
import { saveDraft } from '#storage/drafts.ts'
import { openDraft } from '#storage/open-draft.ts'
import { exportUnsent, importUnsent } from '#storage/unsent/file.ts'
import { browserTimers } from '#sync/browser.ts'
import { createFetchTransport } from '#sync/fetch-transport.ts'
import { openServer, type Server } from '#tests/simulation/server.ts'
import { aBody, anActor, UNIT } from '#tests/support/builders.ts'
import { jpegBytes, refOf } from '#tests/support/images.ts'
import { createEnvironment, createLocks, openTab, type Tab } from '#tests/support/phone.ts'
import { createRandom } from '#tests/support/random.ts'

const actor = anActor()
const PASS = 'sau tu de nho 41'
const newId = () => crypto.randomUUID()
const opened: (() => unknown)[] = []
let server: Server
let origin: string

beforeEach(async () => {
  const quiet = {
    during: <T>(work: Promise<T>) => work,
    turn: () => wait(0),
    settled: () => wait(0),
    restore: () => undefined,
  }
  server = await openServer({
    actors: [actor],

    clock: Date.now,
    random: createRandom(Date.now()),
    quiet,
  })
  opened.push(server.close)
  origin = await server.listen()
})
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close()
})

/** A device of the one account; it sends and fetches when the test says so. */
function aDevice(): Tab {
  const fetchHere = (url: string, init: RequestInit) =>
    fetch(origin + url, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), cookie: server.cookieOf(actor.accountId) },
    })
  const tab = openTab({
    factory: new IDBFactory(),
    actor,
    fetch: fetchHere,
    timers: { after: () => () => undefined },
    clock: Date.now,
    random: Math.random,
    newId,
    locks: createLocks(),
    environment: createEnvironment(),
    onError(error) {
      throw error
    },
    transport: createFetchTransport({
      account: actor.accountId,
      fetch: fetchHere,
      newNonce: () => newId().replaceAll('-', ''),
      timers: browserTimers,
      compress: null,
      openStream: null,
    }),
  })
  opened.push(tab.close)
  return tab
}

async function aDraft({ db }: Tab, words: string) {
  const draft = await openDraft(db, UNIT, Date.now, newId)
  await saveDraft(db, draft.id, { body: aBody({ whatHappened: words }) }, Date.now)
  const bytes = new Uint8Array(jpegBytes({ seed: words.length }))
  await addPhoto(db, draft, refOf(bytes), bytes.buffer)
  return (await db.drafts.get(draft.id)) ?? draft
}

async function report(tab: Tab, draft: Awaited<ReturnType<typeof aDraft>>) {
  expect(await tab.mutate(sendingOf(draft.id, labels))).toMatchObject({ ok: true })
}

const exported = async ({ db }: Tab) => {
  const file = await exportUnsent(db, actor, PASS, Date.now)
  if (!file.ok) throw new Error(file.error)
  return file.value.blob
}
const reports = () => server.rows<{ body: string }>("select body from records where type = 'incident'")
const timelineOf = ({ body }: { body: string }) => (JSON.parse(body) as { timeline: unknown[] }).timeline
const left = async ({ db }: Tab) =>
  (await db.outbox.count()) + (await db.photos.where('state').equals('waiting').count())

test.each([
  ['the first phone is faster', ['phone', 'other']],
  ['the other one is faster', ['other', 'phone']],
] as const)('[HO3, PR2] sent from both devices it is made exactly once, photos too: %s', async (_name, order) => {
  const devices = { phone: aDevice(), other: aDevice() }
  for (const words of ['Một', 'Hai']) await report(devices.phone, await aDraft(devices.phone, words))
  const file = await exported(devices.phone)
  expect(await importUnsent(devices.other.db, actor, file, PASS)).toMatchObject({ value: { changes: 2, photos: 2 } })
  for (const name of order) await devices[name].engine.syncNow()
  for (const name of order) await devices[name].engine.syncNow()

  expect(reports().map((row) => timelineOf(row).length)).toEqual([1, 1])
  expect(server.rows('select 1 from mutations')).toHaveLength(2)
  expect(server.rows('select 1 from photos where stored_at is not null')).toHaveLength(2)
  for (const device of Object.values(devices)) expect(await left(device)).toBe(0)

  // weeks later the file is found again, on both
  for (const device of Object.values(devices)) {
    expect(await importUnsent(device.db, actor, file, PASS)).toMatchObject({
      value: { changes: 0, drafts: 0, photos: 0 },
    })
    await device.engine.syncNow()
  }
  expect(reports().map((row) => timelineOf(row).length)).toEqual([1, 1])
})

test('[HO2] the phone is lost: what was in the file reaches the server from the new one', async () => {
  const phone = aDevice()
  await report(phone, await aDraft(phone, 'Chỉ có trong tệp'))
  const file = await exported(phone)
  phone.close()
  const other = aDevice()
  await other.engine.syncNow()
  await importUnsent(other.db, actor, file, PASS)
  await other.engine.syncNow()
  await other.engine.syncNow()
  expect(reports().map((row) => timelineOf(row).length)).toEqual([1])
  expect(server.rows('select 1 from photos where stored_at is not null')).toHaveLength(1)
  expect(await left(other)).toBe(0)
})

test('[HO6, HO7, IN11] a draft goes over to the computer and is sent from both: one incident, nothing in between', async () => {
  const [phone, desk] = [aDevice(), aDevice()]
  const draft = await aDraft(phone, 'Bắt đầu ở sân trường')
  expect(await phone.mutate({ name: 'draft.carry', args: await carryArgs(phone.db, draft) })).toMatchObject({
    ok: true,
  })
  await phone.engine.syncNow()
  await desk.engine.syncNow()
  const [carried] = (await readCarried(desk.db, actor)).fromElsewhere
  if (!carried) throw new Error('nothing came')
  expect(await keepCarried(desk.db, carried)).toEqual({ outcome: 'added', as: draft.id })
  await desk.mutate({ name: 'draft.taken', args: { draftId: draft.id } })
  await desk.engine.syncNow()
  await phone.engine.syncNow()
  const local = await phone.db.drafts.get(draft.id)
  if (!local) throw new Error('the first device lost its draft')
  expect((await readCarried(phone.db, actor)).stateOf(local)).toBe('taken')
  expect(await phone.db.records.where('type').equals('carried_draft').count()).toBe(0)

  await saveDraft(desk.db, draft.id, { body: aBody({ whatHappened: 'Viết xong ở bàn' }) }, Date.now)
  const finished = await desk.db.drafts.get(draft.id)
  if (!finished) throw new Error('no draft')
  await report(desk, finished)
  await report(phone, local)
  for (const device of [desk, phone, desk]) await device.engine.syncNow()
  expect(reports()).toHaveLength(1)
  const said = reports().flatMap((row) => timelineOf(row) as { body: { whatHappened: string } }[])
  expect(said.map(({ body }) => body.whatHappened)).toEqual(['Viết xong ở bàn', 'Bắt đầu ở sân trường'])
})
