import { expect, test } from 'vitest'
import { snapshotOf } from '#domain/monthly-reports/body.ts'
import { BULLETIN, unitSpace } from '#domain/spaces.ts'
import { assignmentIdOf } from '#domain/tasks/assignment.ts'
import { saveForm } from '#storage/forms.ts'
import { monthlyRef } from '#storage/monthly.ts'
import { keepTyped, typedChange } from '#storage/unit-forms.ts'
import { planRef } from '#storage/unit-plan.ts'
import { at, UNIT } from '#tests/support/builders.ts'
import { FULL, KEY } from '#tests/support/monthly.ts'
import { aKey, anAssignment, aProduct, ISSUED, PLAN_ID } from '#tests/support/tasks.ts'
import { planFieldsOf, SUBMISSION } from '#tests/support/unit-plan.ts'
import { openStore, type TestStore } from './device-store.ts'

const HOUR = 3_600_000
const BEGAN = '2026-11-19T06:00:00.000Z'
const VERBAL = { kind: 'verbal', way: 'phone', at: at('2026-11-18T02:00:00Z'), note: '' } as const
const month = (more: object = {}) => ({
  name: 'monthly.submit',
  args: { ...KEY, snapshot: snapshotOf({ ...FULL, ...more }), policy: 'cut15_14', approval: VERBAL },
})

/** Types one field and hands it to the shared draft. */
async function write(
  { db, mutate, clock }: TestStore,
  ref: ReturnType<typeof monthlyRef>,
  path: string,
  value: string,
) {
  await keepTyped(db, ref, { [path]: { value, base: null } }, clock())
  expect(await mutate(typedChange(ref))).toMatchObject({ ok: true })
}
const sent = async ({ db }: TestStore, name: string) =>
  (await db.outbox.orderBy('seq').toArray()).filter((row) => row.name === name).map(({ device }) => device)

test('[TM1] a month was written from its first edit on; its next version from the first edit after the one before', async () => {
  const store = openStore()
  await write(store, monthlyRef(KEY), 'overview', 'một (minh họa)')
  store.pass(HOUR)
  await write(store, monthlyRef(KEY), 'proposals', 'hai (minh họa)')
  store.pass(HOUR)
  expect(await store.mutate(month())).toMatchObject({ ok: true })
  store.pass(HOUR)
  await write(store, monthlyRef(KEY), 'difficulties', 'ba (minh họa)')
  store.pass(HOUR)
  expect(await store.mutate(month({ difficulties: 'ba (minh họa)' }))).toMatchObject({ ok: true })
  expect(await sent(store, 'monthly.submit')).toMatchObject([
    { written: BEGAN, committed: '2026-11-19T08:00:00.000Z' },
    { written: '2026-11-19T09:00:00.000Z', committed: '2026-11-19T10:00:00.000Z' },
  ])
})

test('[TM1] a plan, too; what nobody had begun was written with the tap', async () => {
  const store = openStore()
  const ref = planRef({ unitId: UNIT, of: '2026' })
  await write(store, ref, 'crisis', 'một (minh họa)')
  store.pass(HOUR)
  const args = { ...SUBMISSION, ...ref.key, snapshot: planFieldsOf('2026'), parent: null }
  expect(await store.mutate({ name: 'plan.submit', args })).toMatchObject({ ok: true })
  expect(await store.mutate(month())).toMatchObject({ ok: true })
  const committed = '2026-11-19T07:00:00.000Z'
  expect(await sent(store, 'plan.submit')).toMatchObject([{ written: BEGAN, committed }])
  expect(await sent(store, 'monthly.submit')).toMatchObject([{ written: committed, committed }])
})

test('[TM1, TM2] a clock that was set back since makes nothing written after it was sent', async () => {
  const store = openStore()
  await write(store, monthlyRef(KEY), 'overview', 'một (minh họa)')
  store.pass(-24 * HOUR)
  expect(await store.mutate(month())).toMatchObject({ ok: true })
  const [device] = await sent(store, 'monthly.submit')
  expect(device?.written).toBe(device?.committed)
})

test('[TM1] words and short forms were written from the first time that they were kept, however long it took', async () => {
  const store = openStore()
  const { db } = store
  await db.records.bulkPut([
    { space: BULLETIN, type: 'plan', id: PLAN_ID, entity: PLAN_ID, version: 1, body: ISSUED },
    (() => {
      const body = anAssignment(UNIT)
      const id = assignmentIdOf(body)
      return { space: unitSpace(UNIT), type: 'assignment', id, entity: id, version: 1, body } as const
    })(),
  ])
  const save = (title: string) => saveForm(db, 'a-task product', { title }, store.clock())
  await save('Tin (minh họa)')
  await keepTyped(db, monthlyRef(KEY), { overview: { value: 'một', base: null } }, store.clock())
  store.pass(HOUR)
  await save('Tin tuyển sinh (minh họa)')
  await keepTyped(db, monthlyRef(KEY), { overview: { value: 'một hai', base: null } }, store.clock())
  store.pass(HOUR)
  const product = { name: 'task.addProduct', args: { ...aKey(), product: aProduct() }, formId: 'a-task product' }
  expect(await store.mutate(product)).toMatchObject({ ok: true })
  expect(await store.mutate(typedChange(monthlyRef(KEY)))).toMatchObject({ ok: true })
  const committed = '2026-11-19T08:00:00.000Z'
  expect(await sent(store, 'task.addProduct')).toMatchObject([{ written: BEGAN, committed }])
  expect(await sent(store, 'monthly.edit')).toMatchObject([{ written: BEGAN, committed }])
})
