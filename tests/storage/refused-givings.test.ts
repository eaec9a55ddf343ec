import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Refused } from '#domain/records.ts'
import { givenKey } from '#domain/tasks/giving.ts'
import type { GivingValues } from '#domain/tasks/giving-values.ts'
import { taskIdOf } from '#domain/tasks/place.ts'
import { shortFormOf } from '#features/attention/mending.ts'
import { judge } from '#features/office/given/giving-values.ts'
import { givenVi } from '#i18n/given-texts.ts'
import { readForm } from '#storage/forms.ts'
import { openRefusedForm } from '#storage/refused-forms.ts'
import type { OutboxRow } from '#storage/tables.ts'
import { readRefused } from '#storage/views.ts'
import { anActor, at, OFFICE, OTHER_UNIT, UNIT, uuid } from '#tests/support/builders.ts'
import { aBrief, anEvent, GIVING, toUnits } from '#tests/support/given.ts'
import type { TestStore } from './device-store.ts'
import { aDevice } from './unsent-world.ts'

const NOW = Date.parse('2026-11-19T06:00:00Z')
const chief = anActor('office_chief', OFFICE, 3)
const AREA = '/ban-dieu-hanh/giao-viec'

let store: TestStore
beforeEach(() => {
  store = aDevice(1)
})
afterEach(() => store.db.close())

const refusal = (name: string, args: object, entity: string = GIVING): Refused => ({
  mid: uuid(0x77) as Refused['mid'],
  name,
  entity,
  args,
  code: 'not-found',
  details: {},
  at: at('2026-11-19T06:00:00Z'),
})

test.each([anEvent({ hour: '07:30' }), anEvent({ to: anEvent().from, before: anEvent().from }), aBrief()])(
  '[DR4] a refused giving ($kind) becomes its form again, which says the same, under an id of its own',
  (body) => {
    const form = shortFormOf(refusal('task.give', toUnits([UNIT, OTHER_UNIT], body)), chief)
    expect(form).toMatchObject({ id: 'giving new', route: `${AREA}/moi` })
    const values = form?.values as GivingValues
    expect(values.units).toBe(`${UNIT} ${OTHER_UNIT}`)
    // where the id of the refused one is taken, that one would be refused for ever
    expect(values.givingId).toMatch(/^[0-9a-f-]{36}$/)
    expect(values.givingId).not.toBe(GIVING)
    // two tabs that open it make the same
    expect(shortFormOf(refusal('task.give', toUnits([UNIT], body)), chief)?.values).toMatchObject({
      givingId: values.givingId,
    })
    expect(judge(values, false, givenVi.form, NOW)).toEqual({ ok: true, body })
  },
)

test('[DR4] a refused change of what was given becomes its form again, with its reason', () => {
  const args = { givingId: GIVING, body: aBrief({ hour: '' }), reason: 'Họp lùi lại (minh họa)' }
  const form = shortFormOf(refusal('task.amend', args), chief)
  expect(form).toMatchObject({ id: `${GIVING} amend`, route: `${AREA}/${GIVING}/sua` })
  expect(form?.values).toMatchObject({ givingId: GIVING, reason: 'Họp lùi lại (minh họa)', hour: '', to: '' })
  expect(judge(form?.values as GivingValues, true, givenVi.form, NOW)).toEqual({ ok: true, body: args.body })
})

test('[DR4] [AC9] who may no longer give it gets no form, and what is malformed still does', () => {
  const event = refusal('task.give', toUnits([UNIT], anEvent()))
  expect(shortFormOf(event, anActor('leader', OFFICE, 4))).toBeNull()
  expect(shortFormOf(event, anActor())).toBeNull()
  expect(shortFormOf(refusal('task.give', toUnits([UNIT], aBrief())), anActor('leader', OFFICE, 4))).not.toBeNull()
  for (const args of [{}, { body: { title: 7, from: null }, unitIds: [3] }])
    expect(shortFormOf(refusal('task.give', args), chief)?.values).toMatchObject({ title: '', from: '', kind: 'brief' })
})

test('[DR4] sent anew, the refused giving leaves the tray in the same transaction', async () => {
  const office = { ...store.actor, grants: chief.grants }
  const { db, clock } = store
  const sent = await store.mutate({ name: 'task.give', args: toUnits([UNIT]) }, { actor: office })
  if (!sent.ok || sent.value.already) throw new Error(JSON.stringify(sent))
  const { mid } = sent.value
  const verdict = { mid, kind: 'refused', code: 'not-found', details: {}, spaces: [] } as OutboxRow['verdict']
  await db.outbox.update(mid, { verdict })
  const [refused] = await readRefused(db)
  const form = refused && shortFormOf(refused, office)
  if (!form) throw new Error('no form')
  expect(await openRefusedForm(db, mid, form, [], clock)).toBe('opened')
  expect(await readForm(db, form.id)).toMatchObject({ values: form.values, replaces: mid })
  const { givingId } = form.values as GivingValues
  const again = await store.mutate(
    { name: 'task.give', args: { ...toUnits([UNIT]), givingId }, formId: form.id },
    { actor: office },
  )
  expect(again.ok).toBe(true)
  expect(await readRefused(db)).toEqual([])
  expect(await readForm(db, form.id)).toBeUndefined()
})

test('[DR4] [GV2] a refused word on what the office gave goes back to the page where it was written', () => {
  const key = givenKey(GIVING, UNIT)
  const comment = refusal('task.comment', { ...key, text: 'Xin ghi rõ số tiền (minh họa)' }, taskIdOf(key))
  expect(shortFormOf(comment, chief)).toMatchObject({
    id: `${taskIdOf(key)} comment`,
    values: { text: 'Xin ghi rõ số tiền (minh họa)' },
    route: `${AREA}/${GIVING}/${UNIT}#field-comment`,
  })
  // a unit's own, and a desk that does not read all units: their page is the unit's
  for (const actor of [anActor(), anActor('division_officer', UNIT)])
    expect(shortFormOf(comment, actor)?.route).toBe(`/nhiem-vu/${taskIdOf(key)}#field-comment`)
})
