import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { type AccountDb, openAccountDb } from '#storage/db.ts'
import { type MutateDeps, mutate } from '#storage/mutate.ts'
import { anActor, uuid } from '#tests/support/builders.ts'

/** The real database of one account, on a disk of its own that only this test sees. */
export function openStore(factory = new IDBFactory()) {
  const actor = anActor()
  const db: AccountDb = openAccountDb(actor.accountId, { indexedDB: factory, IDBKeyRange })
  let ids = 0x5000
  let now = Date.parse('2026-11-19T06:00:00Z')
  const newId = () => {
    ids += 1
    return uuid(ids)
  }
  const clock = () => now
  const deps: MutateDeps = { db, actor, clock, newId, zoneMinutes: () => 420 }
  return {
    db,
    actor,
    factory,
    newId,
    clock,
    pass(ms: number) {
      now += ms
    },
    mutate: (change: Parameters<typeof mutate>[1], more: Partial<MutateDeps> = {}) =>
      mutate({ ...deps, ...more }, change),
  }
}
export type TestStore = ReturnType<typeof openStore>
