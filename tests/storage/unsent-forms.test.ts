import { afterEach, beforeEach, expect, test } from 'vitest'
import { LISTS } from '#domain/monthly-reports/fields.ts'
import { monthlyLayout } from '#domain/monthly-reports/parts.ts'
import type { FieldKind } from '#domain/unit-forms/fields.ts'
import { UNWRITTEN } from '#domain/unit-forms/items.ts'
import { LINE } from '#domain/unit-plans/fields.ts'
import { planLayout } from '#domain/unit-plans/parts.ts'
import { readForm, saveForm } from '#storage/forms.ts'
import { countUnsent } from '#storage/held.ts'
import { joinContent, splitContent } from '#storage/unsent/content.ts'
import { countGathered } from '#storage/unsent/count.ts'
import { exportUnsent } from '#storage/unsent/file.ts'
import { gatherUnsent } from '#storage/unsent/gather.ts'
import { SINGLE } from '#storage/unsent/keep-form.ts'
import { mergeUnsent } from '#storage/unsent/merge.ts'
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

test('[HO3, MR2] of a month’s report words stand one after the other; a choice, an item’s hour and its incident do not', async () => {
  const id = `monthly ${INCIDENT}`
  const item = `issues.${INCIDENT}`
  const typed = (of: string, level: string, hour: string) => ({
    overview: `${of} viết (minh họa)`,
    [`${item}.title`]: of,
    [`${item}.level`]: level,
    [`${item}.at`]: hour,
    [`${item}.incident`]: of,
  })
  await saveForm(phone.db, id, typed('Máy kia', 'low', '2026-11-02T00:00:00Z'), phone.clock())
  await saveForm(other.db, id, typed('Máy này', 'high', '2026-11-01T00:00:00Z'), other.clock())
  await imported(other, await exported(phone))
  expect((await readForm(other.db, id))?.values).toEqual({
    ...typed('Máy này', 'high', '2026-11-01T00:00:00Z'),
    overview: 'Máy này viết (minh họa) / Máy kia viết (minh họa)',
    [`${item}.title`]: 'Máy này / Máy kia',
  })
})

test('[HO3] what stands one after the other is prose: every text of a month’s report and of a plan, and nothing else', () => {
  const alone = [monthlyLayout, planLayout].flatMap(({ parts, fieldsOf, kindOf }) =>
    parts.flatMap((part) => fieldsOf(part).map((path) => [path, kindOf(path)] as const)),
  )
  const inLists = [...Object.values(LISTS), LINE].flatMap((list) => Object.entries<FieldKind>(list))
  for (const [path, kind] of [...alone, ...inLists]) {
    const name = path.slice(path.lastIndexOf('.') + 1)
    if (kind?.is === 'text') expect([name, SINGLE.has(name)]).toEqual([name, UNWRITTEN.has(name)])
    if (kind?.is === 'choice' || kind?.is === 'day') expect([name, SINGLE.has(name)]).toEqual([name, true])
  }
})

test('[HO2, BK7] the proof of a change that a restored server lost goes along as it came, also what this build does not know', async () => {
  await phone.mutate({
    name: 'incident.report',
    args: { incidentId: INCIDENT, unitId: UNIT, body: aBody(), photos: [] },
  })
  const [row] = await phone.db.outbox.toArray()
  const before = { verdict: { kind: 'later', mid: row?.mid }, receipts: [{ payload: { of: 'later' } }], more: 1 }
  await phone.db.outbox.update(row?.mid ?? '', { before: before as never })
  const older = await gatherUnsent(phone.db)
  await imported(other, await exported(phone))
  expect((await other.db.outbox.toArray()).map((one) => one.before)).toEqual([before])

  // a build that left it behind made files without, and devices keep what they have
  for (const change of older.changes) delete change.before
  const content = splitContent(joinContent(older))
  expect(content).toEqual(older)
  if (content) await mergeUnsent(other.db, content)
  expect((await other.db.outbox.toArray()).map((one) => one.before)).toEqual([before])
  const third = aDevice(2)
  if (content) expect(await mergeUnsent(third.db, content)).toMatchObject({ changes: 1 })
  expect((await third.db.outbox.toArray())[0]).not.toHaveProperty('before')
  third.db.close()
})

test('[HO3] a file of a build that took no forms along is read', async () => {
  const { forms, ...older } = await gatherUnsent(phone.db)
  expect(forms).toEqual([])
  expect(splitContent(joinContent(older as Parameters<typeof joinContent>[0]))).toEqual({ ...older, forms: [] })
})
