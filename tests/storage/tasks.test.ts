import { describe, expect, test } from 'vitest'
import type { UnitId } from '#domain/ids.ts'
import { BULLETIN, unitSpace } from '#domain/spaces.ts'
import { assignmentIdOf } from '#domain/tasks/assignment.ts'
import { taskIdOf } from '#domain/tasks/place.ts'
import { productsOf, taskStateOf } from '#domain/tasks/task.ts'
import { readsBeside, viewOfEntity } from '#storage/views.ts'
import { anActor, OFFICE, OTHER_UNIT, UNIT } from '#tests/support/builders.ts'
import { aKey, anAssignment, aProduct, ISSUED, PLAN_ID } from '#tests/support/tasks.ts'
import { openStore, type TestStore } from './device-store.ts'

const plan = { space: BULLETIN, type: 'plan', id: PLAN_ID, entity: PLAN_ID, version: 1, body: ISSUED } as const
const assignmentOf = (unitId: UnitId) => {
  const body = anAssignment(unitId)
  const id = assignmentIdOf(body)
  return { space: unitSpace(unitId), type: 'assignment', id, entity: id, version: 1, body } as const
}

/** A phone that has pulled the plan and its unit's assignment. */
async function aPhone(): Promise<TestStore> {
  const store = openStore()
  await store.db.records.bulkPut([plan, assignmentOf(UNIT)])
  return store
}
const taskOn = async (store: TestStore, actor = store.actor) =>
  (await viewOfEntity(store.db, taskIdOf(aKey()), actor)).get('task', taskIdOf(aKey()))

describe('a task on a phone', () => {
  test('[MU3] is worked on offline: decided over plan and assignment, and seen at once', async () => {
    const store = await aPhone()
    await store.mutate({ name: 'task.see', args: aKey() })
    await store.mutate({ name: 'task.addProduct', args: { ...aKey(), product: aProduct() } })
    const done = await store.mutate({ name: 'task.report', args: { ...aKey(), note: '' } })
    expect(done).toMatchObject({ ok: true })
    const task = await taskOn(store)
    expect([taskStateOf(task), productsOf(task).length]).toEqual(['reported', 1])
    expect(task?.timeline.every(({ stamps }) => stamps.received === null)).toBe(true)
    expect((await store.db.outbox.toArray()).map(({ entity }) => entity)).toEqual(Array(3).fill(taskIdOf(aKey())))
  })

  test('[TK5] [MU2] one that the unit does not have is refused here already, and nothing is written', async () => {
    const store = await aPhone()
    const foreign = await store.mutate({ name: 'task.see', args: aKey(undefined, OTHER_UNIT) })
    expect(foreign).toMatchObject({ ok: false, error: { code: 'not-found' } })
    const bare = openStore()
    expect(await bare.mutate({ name: 'task.see', args: aKey() })).toMatchObject({ ok: false })
    expect((await store.db.outbox.count()) + (await bare.db.outbox.count())).toBe(0)
  })

  test('[MU3] the desk decides over the fetched records and the plan that it keeps', async () => {
    const store = openStore()
    await store.db.records.put(plan)
    const actor = anActor('office_clerk', OFFICE)
    const change = { name: 'task.cancel', args: { ...aKey(), reason: 'Không cần nữa (minh họa)' } }
    expect(await store.mutate(change, { actor })).toMatchObject({ ok: false, error: { code: 'not-found' } })
    expect(await store.mutate({ ...change, seeds: [assignmentOf(UNIT)] }, { actor })).toMatchObject({ ok: true })
    expect(taskStateOf(await taskOn(store, actor))).toBe('cancelled')
  })

  test('[MU3] a change costs what it names, not what is stored', async () => {
    const store = await aPhone()
    await store.db.records.bulkPut(
      Array.from({ length: 300 }, (_, n) => ({ ...plan, id: `other ${n}`, entity: `other ${n}` })),
    )
    const rows = await readsBeside(store.db, taskIdOf(aKey()), [{ name: 'task.see', args: aKey() }])
    expect(rows.map(({ type }) => type).sort()).toEqual(['assignment', 'plan'])
    expect(await readsBeside(store.db, 'x', [{ name: 'from a newer app', args: {} }])).toEqual([])
  })
})
