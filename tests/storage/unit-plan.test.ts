import { expect, test } from 'vitest'
import { unitSpace } from '#domain/spaces.ts'
import { valuesOf } from '#domain/unit-forms/merge.ts'
import { lineTaskIdOf } from '#domain/unit-plans/key.ts'
import { acceptPlan, submitPlan } from '#domain/unit-plans/mutations.ts'
import { percentOf } from '#domain/unit-plans/progress.ts'
import { planSummaryOf } from '#domain/unit-plans/summary.ts'
import { readDuties } from '#storage/duties.ts'
import { keepTyped, typedChange } from '#storage/unit-forms.ts'
import { planRef, readProgress, readUnitPlan } from '#storage/unit-plan.ts'
import { aContext, anActor, OFFICE, UNIT } from '#tests/support/builders.ts'
import { LINES, planAfter, planFieldsOf, SUBMISSION } from '#tests/support/unit-plan.ts'
import { openStore, type TestStore } from './device-store.ts'

const NOW = Date.parse('2026-03-02T02:00:00Z')
const KEY = { unitId: UNIT, of: '2026' }
const REF = planRef(KEY)

/** The plan as the server has it: sent and accepted. */
async function accepted({ db }: TestStore): Promise<void> {
  const args = { ...SUBMISSION, ...KEY, snapshot: planFieldsOf('2026'), parent: null }
  const sent = planAfter(submitPlan, undefined, args).plan
  const clerk = aContext({ actor: anActor('office_clerk', OFFICE, 3) })
  const plan = planAfter(acceptPlan, sent, { ...KEY, version: 1, note: '' }, clerk).plan
  const row = { space: unitSpace(UNIT), id: REF.id, entity: REF.id, version: 1 }
  await db.records.bulkPut([
    { ...row, type: 'unit_plan', body: plan },
    { ...row, type: 'unit_plan_summary', body: planSummaryOf(plan) },
  ])
}

test('[PN1, DR8] what was typed into a plan becomes one edit of its own draft, beside a report’s', async () => {
  const { db, mutate, actor } = openStore()
  const path = `lines.${LINES[0]}.title`
  await keepTyped(db, REF, { [path]: { value: 'Tin tuyển sinh (minh họa)', base: null } }, NOW)
  await keepTyped(db, REF, { crisis: { value: 'a'.repeat(2_000_000), base: null } }, NOW)
  expect(await mutate(typedChange(REF))).toMatchObject({ ok: true, value: { already: false } })
  const found = await readUnitPlan(db, actor, KEY)
  expect(valuesOf(found.report?.fields)).toEqual({ [path]: 'Tin tuyển sinh (minh họa)' })
  // what cannot travel stays here until it is mended
  expect(Object.keys(found.typed)).toEqual(['crisis'])
  expect(found.waiting.map(({ name, entity }) => [name, entity])).toEqual([['plan.edit', REF.id]])
})

test('[PN7] how far a line is counts at once, on its page and where it is due, before the server has heard of it', async () => {
  const store = openStore()
  const { db, mutate, actor } = store
  await accepted(store)
  const task = lineTaskIdOf({ ...KEY, line: LINES[0] })
  const known = async () => (await readDuties(db, actor, NOW)).units[0]?.progress.get(task)
  expect(await known()).toBeUndefined()
  const change = { name: 'plan.progress', args: { ...KEY, line: LINES[0], percent: 40, note: '' } }
  expect(await mutate(change)).toMatchObject({ ok: true })
  expect(await known()).toBe(40)
  const progress = await readProgress(db, actor, KEY, LINES)
  expect([...progress].map(([line, one]) => [line, percentOf(one)])).toEqual([[LINES[0], 40]])
})

test('[PN7, DL10] the lines in effect are due on the phone, from the small record beside the plan', async () => {
  const store = openStore()
  await accepted(store)
  const [unit] = (await readDuties(store.db, store.actor, NOW)).units
  expect([...(unit?.reports.values() ?? [])]).toMatchObject([{ inEffect: 1, lines: [{}, {}, {}] }])
})
