import { Dexie, liveQuery } from 'dexie'
import { IDBKeyRange } from 'fake-indexeddb'
import { expect, test, vi } from 'vitest'
import { learnMutations, mutationNamed, mutationNames, UnlearntMutation, unlearnt } from '#domain/mutations.ts'
import { BULLETIN, unitSpace } from '#domain/spaces.ts'
import { assignmentIdOf } from '#domain/tasks/assignment.ts'
import { taskIdOf } from '#domain/tasks/place.ts'
import { taskStateOf } from '#domain/tasks/task.ts'
import { viewOfEntity } from '#storage/views.ts'
import { UNIT } from '#tests/support/builders.ts'
import { aKey, anAssignment, ISSUED, PLAN_ID } from '#tests/support/tasks.ts'
import { openStore } from './device-store.ts'

// in this order: what one test learns, the next ones know
test('[MU4] a tab knows at first only what every phone must decide; a name is never taken for an unknown one', () => {
  expect(unlearnt(mutationNames)).toContain('task.see')
  expect(unlearnt(mutationNames)).not.toContain('incident.report')
  expect(() => mutationNamed('task.see')).toThrow(UnlearntMutation)
  expect(mutationNamed('task.dance')).toBeUndefined()
})

test('[MU4] a live query that meets a change it has not learnt learns it, shows it, and goes on watching', async () => {
  const store = openStore()
  // live queries ask whether there is a database at all before they look into this one
  Object.assign(Dexie.dependencies, { indexedDB: store.factory, IDBKeyRange })
  const assignment = anAssignment(UNIT)
  const id = assignmentIdOf(assignment)
  const task = taskIdOf(aKey())
  await store.db.records.bulkPut([
    { space: BULLETIN, type: 'plan', id: PLAN_ID, entity: PLAN_ID, version: 1, body: ISSUED },
    { space: unitSpace(UNIT), type: 'assignment', id, entity: id, version: 1, body: assignment },
  ])
  // as another tab would write it
  const row = { schema: 1, entity: task, verdict: null, tries: 0, lastTry: null, notBefore: 0, seeds: [] }
  const at = '2026-11-02T02:00:00.000Z' as never
  const device = { written: at, committed: at, zoneMinutes: 420, skewMs: null }
  await store.db.outbox.add({ ...row, mid: store.newId() as never, seq: 1, name: 'task.see', args: aKey(), device })

  const seen: string[] = []
  const live = liveQuery(() => viewOfEntity(store.db, task, store.actor)).subscribe({
    next: (view) => seen.push(taskStateOf(view.get('task', task))),
    error: (error) => seen.push(String(error)),
  })
  await vi.waitFor(() => expect(seen).toEqual(['seen']))
  const args = { ...aKey(), percent: 10, note: 'Đang làm (minh họa)' }
  await store.db.outbox.add({ ...row, mid: store.newId() as never, seq: 2, name: 'task.progress', args, device })
  await vi.waitFor(() => expect(seen).toEqual(['seen', 'in_progress']))
  live.unsubscribe()
})

test('[MU4] once learnt, every name of the list has its change', async () => {
  await learnMutations(mutationNames)
  expect(unlearnt(mutationNames)).toEqual([])
  expect(mutationNames.filter((name) => mutationNamed(name)?.name !== name)).toEqual([])
})
