import { expect, test } from 'vitest'
import type { Mid } from '#domain/ids.ts'
import { valuesOf } from '#domain/unit-forms/merge.ts'
import { monthlyRef, readMonthly } from '#storage/monthly.ts'
import { keepTyped, typedChange, typedId } from '#storage/unit-forms.ts'
import { uuid } from '#tests/support/builders.ts'
import { KEY } from '#tests/support/monthly.ts'
import { openStore } from './device-store.ts'

const REF = monthlyRef(KEY)
const NOW = Date.parse('2026-11-02T02:00:00Z')
const issue = (member: string) => `issues.${uuid(7)}.${member}`

test('[MR2, DR8] what was typed becomes one edit of what is stored, and what comes after it another', async () => {
  const { db, mutate, actor } = openStore()
  await keepTyped(db, REF, { [issue('at')]: { value: '2026-11-02T01:00:00.000Z', base: null } }, NOW)
  expect(await mutate(typedChange(REF))).toMatchObject({ ok: true, value: { already: false } })
  const words = {
    [issue('title')]: { value: 'Bữa ăn (minh họa)', base: null },
    [issue('handling')]: { value: 'Đã kiểm tra.', base: null },
  }
  await keepTyped(db, REF, words, NOW)
  expect(await mutate(typedChange(REF))).toMatchObject({ ok: true, value: { already: false } })
  expect(await mutate(typedChange(REF))).toEqual({ ok: true, value: { already: true } })
  const found = await readMonthly(db, actor, KEY)
  expect(valuesOf(found.report?.fields)).toMatchObject({
    [issue('title')]: 'Bữa ăn (minh họa)',
    [issue('handling')]: 'Đã kiểm tra.',
  })
  expect(found.typed).toEqual({})
  expect(found.waiting).toHaveLength(2)
})

test('[DR3] two tabs that type into different fields keep both, and what the first had seen stays', async () => {
  const { db } = openStore()
  await keepTyped(db, REF, { overview: { value: 'một', base: uuid(1) as Mid } }, NOW)
  await keepTyped(db, REF, { proposals: { value: 'hai', base: null } }, NOW)
  await keepTyped(db, REF, { overview: { value: 'một, thêm', base: uuid(2) as Mid } }, NOW)
  expect((await db.forms.get(typedId(REF)))?.values).toEqual({
    overview: 'một, thêm',
    '~overview': uuid(1),
    proposals: 'hai',
    '~proposals': '',
  })
})

test('[MR2] a paste of two megabytes stays on this device whole; the rest goes', async () => {
  const { db, mutate, actor } = openStore()
  const long = 'a'.repeat(2_000_000)
  await keepTyped(db, REF, { overview: { value: long, base: null }, proposals: { value: 'ngắn', base: null } }, NOW)
  expect((await mutate(typedChange(REF))).ok).toBe(true)
  const found = await readMonthly(db, actor, KEY)
  expect(found.typed.overview).toBe(long)
  expect(valuesOf(found.report?.fields)).toEqual({ proposals: 'ngắn' })
})
