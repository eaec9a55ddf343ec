import { afterEach, beforeEach, expect, test } from 'vitest'
import { readForm, saveForm } from '#storage/forms.ts'
import { countUnsent } from '#storage/held.ts'
import { joinContent, splitContent } from '#storage/unsent/content.ts'
import { exportUnsent } from '#storage/unsent/file.ts'
import { countGathered, gatherUnsent } from '#storage/unsent/gather.ts'
import { aBody, INCIDENT, UNIT } from '#tests/support/builders.ts'
import type { TestStore } from './device-store.ts'
import { aDevice, everything, exported, imported, PASS } from './unsent-world.ts'

let phone: TestStore
let other: TestStore
beforeEach(() => {
  phone = aDevice(0)
  other = aDevice(1)
})
afterEach(() => {
  phone.db.close()
  other.db.close()
})

const FORM = 'viec-1 product'
const write = ({ db, clock }: TestStore, values: Record<string, string | number | null>) =>
  saveForm(db, FORM, values, clock())
const valuesOn = async ({ db }: TestStore) => (await readForm(db, FORM))?.values

test('[HO2] a begun form of a task goes along, and is counted as the sign-out counts it', async () => {
  await write(phone, { title: 'Bài (minh họa)', qty: 2 })
  const report = { incidentId: INCIDENT, unitId: UNIT, body: aBody(), photos: [] }
  await phone.mutate({ name: 'incident.report', args: report })
  const { waiting, drafts, photos } = await countUnsent(phone.db)
  expect(await countGathered(phone.db)).toEqual({ changes: waiting, drafts, photos })
  expect({ waiting, drafts }).toEqual({ waiting: 1, drafts: 1 })
  const made = await exportUnsent(phone.db, phone.actor, PASS, phone.clock)
  expect(made).toMatchObject({ value: { changes: 1, drafts: 1 } })

  expect(await imported(other, await exported(phone))).toMatchObject({ value: { changes: 1, drafts: 1, known: 0 } })
  expect(await readForm(other.db, FORM)).toMatchObject({ values: { title: 'Bài (minh họa)', qty: 2 } })
  expect((await readForm(other.db, FORM))?.savedAt).toBe((await readForm(phone.db, FORM))?.savedAt)
})

test('[HO3] the same form is known, also a second time and after more was written here', async () => {
  await write(phone, { title: 'Bài', qty: 2 })
  await write(other, { title: 'Bài', qty: 2 })
  const file = await exported(phone)
  const before = await everything(other)
  expect(await imported(other, file)).toMatchObject({ value: { drafts: 0, known: 1 } })
  expect(await everything(other)).toEqual(before)

  await other.db.forms.clear()
  await imported(other, file)
  await write(other, { title: 'Tên khác hẳn', qty: 2 })
  expect(await imported(other, file)).toMatchObject({ value: { drafts: 0, known: 1 } })
  expect(await valuesOn(other)).toEqual({ title: 'Tên khác hẳn', qty: 2 })
})

test('[HO3, DR1] where two forms say different things both texts stay, once; a choice made here stays', async () => {
  await write(phone, { title: 'Ở máy kia', kind: 'video', qty: 3, link: 'https://vi-du.example/1' })
  await write(other, { title: 'Ở máy này', kind: 'bai-viet', qty: 1, link: '' })
  const file = await exported(phone)
  expect(await imported(other, file)).toMatchObject({ value: { drafts: 1, known: 0 } })
  const joined = { title: 'Ở máy này / Ở máy kia', kind: 'bai-viet', qty: 1, link: 'https://vi-du.example/1' }
  expect(await valuesOn(other)).toEqual(joined)
  expect(await imported(other, file)).toMatchObject({ value: { drafts: 0, known: 1 } })
  expect(await valuesOn(other)).toEqual(joined)
})

test('[HO3] a file of a build that took no forms along is read', async () => {
  const { forms, ...older } = await gatherUnsent(phone.db)
  expect(forms).toEqual([])
  expect(splitContent(joinContent(older as Parameters<typeof joinContent>[0]))).toEqual({ ...older, forms: [] })
})
