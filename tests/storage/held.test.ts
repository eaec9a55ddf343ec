import { afterEach, expect, test } from 'vitest'
import type { ReplicaId } from '#domain/ids.ts'
import { getMeta, setMeta } from '#storage/db.ts'
import { saveForm } from '#storage/forms.ts'
import { countUnsent, holdsWork, markOf, noteIfEmptied } from '#storage/held.ts'
import { openDraft } from '#storage/open-draft.ts'
import { readWaiting } from '#storage/waiting.ts'
import { aBody, INCIDENT, UNIT, uuid } from '#tests/support/builders.ts'
import { openStore, type TestStore } from './device-store.ts'

const NOW = Date.parse('2026-11-19T07:00:00Z')
let store: TestStore
afterEach(() => store.db.delete())

const report = { name: 'incident.report', args: { incidentId: INCIDENT, unitId: UNIT, body: aBody(), photos: [] } }

test('[ST6] a store that was emptied is recognised once, a new one and a full one are not', async () => {
  store = openStore()
  expect(await noteIfEmptied(store.db, { hadWork: false, mark: undefined }, NOW)).toBe(false)
  expect(await noteIfEmptied(store.db, { hadWork: true, mark: undefined }, NOW)).toBe(true)
  expect(await getMeta(store.db, 'emptied')).toBe('2026-11-19T07:00:00.000Z')
  expect(await noteIfEmptied(store.db, { hadWork: true, mark: undefined }, NOW)).toBe(false)
})

test('[ST6] a store that was emptied and filled again by sync is recognised by its mark', async () => {
  store = openStore()
  const mark = await markOf(store.db, () => 'the first')
  expect(await markOf(store.db, () => 'another')).toBe('the first')
  expect(await noteIfEmptied(store.db, { hadWork: true, mark }, NOW)).toBe(false)
  await store.db.meta.clear()
  await setMeta(store.db, 'replica', uuid(7) as ReplicaId)
  expect(await noteIfEmptied(store.db, { hadWork: true, mark }, NOW)).toBe(true)
  expect(await getMeta(store.db, 'emptied')).toBe('2026-11-19T07:00:00.000Z')
})

test('[ST6] a store with a draft in it was not emptied', async () => {
  store = openStore()
  await openDraft(
    store.db,
    UNIT,
    () => NOW,
    () => uuid(5),
  )
  expect(await holdsWork(store.db)).toBe(true)
  expect(await noteIfEmptied(store.db, { hadWork: true, mark: undefined }, NOW)).toBe(false)
})

test('[ST6] a store with a begun form of a task in it was not emptied', async () => {
  store = openStore()
  await saveForm(store.db, 'a result', { note: 'Đã làm xong' }, NOW)
  expect(await holdsWork(store.db)).toBe(true)
  expect(await noteIfEmptied(store.db, { hadWork: true, mark: undefined }, NOW)).toBe(false)
})

test('[SE3] what would be left behind is counted: changes, drafts and photos apart', async () => {
  store = openStore()
  await store.mutate(report)
  await openDraft(
    store.db,
    UNIT,
    () => NOW,
    () => uuid(5),
  )
  expect(await countUnsent(store.db)).toEqual({ waiting: 1, drafts: 1, photos: 0 })
})

test('[SW1] what waits is shown with its incident, though the server has never seen it', async () => {
  store = openStore()
  await store.mutate(report)
  const [item] = await readWaiting(store.db, store.actor)
  expect(item?.incident?.id).toBe(INCIDENT)
  expect(item?.rows).toHaveLength(1)
})
