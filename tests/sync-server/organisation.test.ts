import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DepartmentId } from '#domain/ids.ts'
import { clashingTerms } from '#domain/organisation/focal-point.ts'
import { holdsOn, overlap } from '#domain/organisation/validity.ts'
import { importAccounts } from '#server/organisation/import-accounts.ts'
import { importUnits } from '#server/organisation/import-units.ts'
import type { Store } from '#server/store/store.ts'
import { at } from '#tests/support/builders.ts'
import { openTestStore } from '#tests/support/open-store.ts'

const department = randomUUID() as DepartmentId
const context = { department, newId: randomUUID, now: at('2026-11-19T06:00:00Z'), today: '2026-11-19' }
const bytes = (text: string) => new TextEncoder().encode(text)

let folder: string
let store: Store
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dau-moi-organisation-'))
  store = await openTestStore(folder)
})
afterEach(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

const units = (text: string) => store.write(department, (tx) => importUnits(tx, context, bytes(text)))
const accounts = (text: string) => store.write(department, (tx) => importAccounts(tx, context, bytes(text)))
const everything = () =>
  store.read(department, async (tx) => ({
    units: await tx.selectFrom('units').selectAll().orderBy('id').execute(),
    aliases: await tx.selectFrom('unit_aliases').selectAll().orderBy('alias').execute(),
    people: await tx.selectFrom('people').selectAll().orderBy('id').execute(),
    accounts: await tx.selectFrom('accounts').selectAll().orderBy('id').execute(),
    grants: await tx.selectFrom('role_grants').selectAll().orderBy('id').execute(),
    codes: await tx.selectFrom('activation_codes').selectAll().orderBy('account_id').execute(),
  }))
const where = (outcome: Awaited<ReturnType<typeof units | typeof accounts>>) =>
  outcome.ok ? [] : outcome.error.map(({ line, column, code }) => `${line} ${column} ${code}`)

const UNITS = `code,type,name,parent,valid_from,valid_to,aliases
XA,commune_office,Phòng Văn hóa - Xã hội xã Ví Dụ (minh họa),SO,2025-07-01,,
TH1,Cơ sở giáo dục,Trường Tiểu học Sao Mai (minh họa),XA,2020-09-01,31/5/2027,TH Sao Mai|Sao Mai
SO,department,Sở Ví Dụ (minh họa),,2020-01-01,,
`
const ACCOUNTS = `username,name,position,phone,email,role,unit,valid_from,valid_to
An,Nguyễn Thị An,Giáo viên,+84 900 000 002,an@example.vn,focal_point,TH1,2026-01-01,
an,Nguyễn Thị An,Giáo viên,0900.000.002,an@example.vn,unit_head,TH1,2026-01-01,
binh,Trần Văn Bình,,,,Chuyên viên cơ quan cấp trên,XA,,
`

describe('units', () => {
  it('[OR5] come from a file in any order, and a second time changes nothing', async () => {
    expect(await units(UNITS)).toEqual({ ok: true, value: { added: 3, changed: 0, same: 0 } })
    const before = await everything()
    expect(before.units.find(({ code }) => code === 'TH1')).toMatchObject({
      type: 'school',
      parent_id: before.units.find(({ code }) => code === 'XA')?.id,
      valid_from: '2020-09-01',
      valid_to: '2027-05-31',
    })
    expect(before.aliases.map(({ alias }) => alias)).toEqual(['Sao Mai', 'TH Sao Mai'])
    expect(await units(UNITS)).toEqual({ ok: true, value: { added: 0, changed: 0, same: 3 } })
    expect(await everything()).toEqual(before)
  })

  it('[OR5] keep their id under another name; those the file leaves out stay', async () => {
    await units(UNITS)
    const id = (await everything()).units.find(({ code }) => code === 'SO')?.id
    const done = await units('mã;loại;tên;tên khác\nSO;Sở;Sở Mới (minh họa);Sở Cũ\n')
    expect(done).toEqual({ ok: true, value: { added: 0, changed: 1, same: 0 } })
    const after = await everything()
    expect(after.units).toHaveLength(3)
    expect(after.units.find((unit) => unit.id === id)).toMatchObject({
      name: 'Sở Mới (minh họa)',
      valid_from: '2020-01-01',
    })
    expect(after.aliases.map(({ alias }) => alias)).toContain('Sở Cũ')
  })

  it.each([
    ['', ['1 1 csv-empty']],
    ['code,type\nA,school\n', ['1 name csv-column-missing']],
    ['code,type,name,mã,lạ\n', ['1 4 csv-column-twice', '1 5 csv-column-unknown']],
    ['code,type,name\nA,school\n', ['2 2 csv-cells']],
    ['code,type,name\nA,school\nB,school,Hai\nC\n', ['2 2 csv-cells', '4 1 csv-cells']],
    [
      'code,type,name\n,school,Tên\nB b,trường,\n',
      ['2 code cell-missing', '3 name cell-missing', '3 code unit-code-wrong', '3 type unit-type-unknown'],
    ],
    ['code,type,name\nA,school,Một\nA,school,Hai\n', ['3 code unit-twice']],
    ['code,type,name,parent\nA,school,Một,B\n', ['2 parent parent-unknown']],
    [
      'code,type,name,parent\nA,school,Một,B\nB,school,Hai,C\nC,school,Ba,A\n',
      ['2 parent parent-circle', '3 parent parent-circle', '4 parent parent-circle'],
    ],
    ['code,type,name,parent\nA,school,Một,A\n', ['2 parent parent-circle']],
    [
      'code,type,name,valid_from,valid_to\nA,school,Một,2026-02-30,\nB,school,Hai,2026-05-01,1/4/2026\n',
      ['2 valid_from date-wrong', '3 valid_to dates-reversed'],
    ],
    [
      `code,type,name\nA,school,${'x'.repeat(201)}\nB,school,a\u0000b\n`,
      ['2 name cell-too-long', '3 name cell-bad-text'],
    ],
  ])(
    '[OR5] [CS2] a file with faults tells them all by line and column and changes nothing: %j',
    async (text, wanted) => {
      expect(where(await units(text))).toEqual(wanted)
      expect((await everything()).units).toEqual([])
    },
  )
})

describe('accounts', () => {
  beforeEach(() => units(UNITS))

  it('[OR6] come with codes, and a second time changes nothing', async () => {
    const done = await accounts(ACCOUNTS)
    expect(done).toMatchObject({
      ok: true,
      value: { posts: { added: 3 }, accounts: [{ username: 'an' }, { username: 'binh' }] },
    })
    const before = await everything()
    expect(before.people.map(({ phone }) => phone).sort()).toEqual(['', '0900000002'])
    if (done.ok)
      for (const { code } of done.value.accounts) {
        expect(code).toMatch(/^[A-HJKMNP-Z2-9]{5}-[A-HJKMNP-Z2-9]{5}$/)
        expect(JSON.stringify(before)).not.toContain(code)
      }
    expect(await accounts(ACCOUNTS)).toEqual({
      ok: true,
      value: { posts: { added: 0, changed: 0, same: 3 }, accounts: [] },
    })
    expect(await everything()).toEqual(before)
  })

  it('[OR6] a post ends by its last day; the person stays', async () => {
    await accounts(ACCOUNTS)
    const text = 'username,name,role,unit,valid_to\nbinh,Trần Văn Bình,parent_officer,XA,31/12/2026\n'
    expect(await accounts(text)).toMatchObject({ ok: true, value: { posts: { changed: 1 } } })
    expect((await everything()).grants.find(({ role }) => role === 'parent_officer')?.valid_to).toBe('2026-12-31')
  })

  it.each([
    ['username,name,role\na1,Tên,admin\n', ['1 unit csv-column-missing']],
    [
      'username,name,role,unit\nA B,,sếp,KHONG\n',
      ['2 name cell-missing', '2 username username-wrong', '2 role role-unknown', '2 unit unit-unknown'],
    ],
    ['username,name,phone,email,role,unit\na1,Tên,12,thư,admin,SO\n', ['2 phone phone-wrong', '2 email email-wrong']],
    ['username,name,role,unit\na1,Tên,admin,SO\na1,Tên khác,leader,SO\n', ['3 name person-differs']],
    ['username,name,role,unit\na1,Tên,admin,SO\na1,Tên,admin,SO\n', ['3 role post-twice']],
    ['username,name,role,unit\na1,Tên,focal_point,SO\na2,Tên,focal_point,SO\n', ['3 unit focal-point-taken']],
  ])(
    '[OR6] [CS2] a file with faults tells them all by line and column and changes nothing: %j',
    async (text, wanted) => {
      const before = await everything()
      expect(where(await accounts(text))).toEqual(wanted)
      expect(await everything()).toEqual(before)
    },
  )

  it('[OR6] a name that another department has is taken', async () => {
    await accounts(ACCOUNTS)
    await store.write(department, (tx) => tx.updateTable('accounts').set({ department: randomUUID() }).execute())
    expect(where(await accounts(ACCOUNTS))).toContain('4 username username-taken')
  })

  it('[OR4] a second focal point needs the end of the first, which the same file may bring', async () => {
    await accounts(ACCOUNTS)
    const before = await everything()
    const taken = 'username,name,role,unit,valid_from\nchi,Lê Chi,focal_point,TH1,2026-12-01\n'
    expect(where(await accounts(taken))).toEqual(['2 unit focal-point-taken'])
    expect(await everything()).toEqual(before)
    const handedOver = `username,name,position,phone,email,role,unit,valid_from,valid_to
chi,Lê Chi,,,,focal_point,TH Sao Mai,2026-12-01,
an,Nguyễn Thị An,Giáo viên,0900000002,an@example.vn,focal_point,TH1,2026-01-01,2026-11-30
`
    expect(await accounts(handedOver)).toMatchObject({ ok: true, value: { posts: { added: 1, changed: 1 } } })
  })
})

describe('validity', () => {
  it('[OR3] both ends belong to it', () => {
    const year = { from: '2026-01-01', to: '2026-12-31' }
    const days = ['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01']
    expect(days.map((day) => holdsOn(year, day))).toEqual([false, true, true, false])
    expect(overlap(year, { from: '2026-12-31', to: null })).toBe(true)
    expect(overlap(year, { from: '2027-01-01', to: null })).toBe(false)
    expect(overlap({ from: '2027-01-01', to: null }, year)).toBe(false)
  })

  it('[OR4] terms clash in one unit, of two people, on one day', () => {
    const term = (accountId: string, unitId: string, from: string, to: string | null) => ({
      accountId,
      unitId,
      from,
      to,
    })
    const [a, b] = [term('a', 'u', '2026-01-01', '2026-06-30'), term('b', 'u', '2026-06-30', null)]
    expect(clashingTerms([a, b])).toEqual([a, b])
    expect(clashingTerms([a, { ...b, from: '2026-07-01' }])).toBeNull()
    expect(clashingTerms([a, { ...b, unitId: 'v' }])).toBeNull()
    expect(clashingTerms([a, { ...b, accountId: 'a' }])).toBeNull()
  })
})
