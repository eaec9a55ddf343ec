import { IDBCursor, IDBFactory, IDBIndex, IDBKeyRange, IDBObjectStore } from 'fake-indexeddb'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { duesOf, listWindow } from '#domain/agenda/due.ts'
import { type Day, dayOf } from '#domain/deadlines/days.ts'
import { planIdOf } from '#domain/plans/plan.ts'
import { BULLETIN, unitSpace } from '#domain/spaces.ts'
import { assignmentIdOf, cardsOfUnit } from '#domain/tasks/assignment.ts'
import { instantOf } from '#domain/time.ts'
import { readNews } from '#features/today/read-news.ts'
import { type AccountDb, openAccountDb, setMeta } from '#storage/db.ts'
import { readDrafts } from '#storage/drafts.ts'
import { readDuties, serverTimeOn } from '#storage/duties.ts'
import { readForm, saveForm } from '#storage/forms.ts'
import { countUnsent, holdsWork, readStanding } from '#storage/held.ts'
import { readLatest } from '#storage/latest.ts'
import { mutate } from '#storage/mutate.ts'
import type { RecordRow } from '#storage/tables.ts'
import { readIncidents } from '#storage/views.ts'
import { readWaiting } from '#storage/waiting.ts'
import { anActor, anIncident, UNIT, uuid } from '#tests/support/builders.ts'
import { preview, SAMPLE } from '#tests/support/plans.ts'

const NOW = Date.parse('2026-11-23T05:00:00Z')
const actor = anActor()
const planId = planIdOf(actor.departmentId, 2026)
const plan = { ...preview(SAMPLE).plan, year: 2026 }
const assignment = { planId, unitId: UNIT, codes: ['DVTT'] }
const assignmentId = assignmentIdOf(assignment)

const row = (space: string, type: string, id: string, body: unknown, version = 1): RecordRow => ({
  space: space as RecordRow['space'],
  type,
  id,
  entity: id,
  version,
  body,
})
const facts = [
  row(BULLETIN, 'calendar', actor.departmentId, {
    holidays: [],
    workingWeekends: [],
    weekendPolicy: 'working_day_before',
    internalDay: 17,
  }),
  row(BULLETIN, 'duty_rules', actor.departmentId, {
    periodPolicy: 'cut15_14',
    rules: [{ form: 'monthly', unitTypes: ['attached_unit'], from: dayOf(2024, 1, 1), to: null }],
  }),
  row(BULLETIN, 'plan', planId, { plan, asOf: '2026-01-05' as Day, classes: {}, note: '' }),
  row(unitSpace(UNIT), 'unit_facts', UNIT, {
    unit: {
      id: UNIT,
      type: 'attached_unit',
      validFrom: '2020-01-01',
      validTo: null,
      successors: [],
      name: 'Trường (minh họa)',
    },
    predecessors: [],
  }),
  row(unitSpace(UNIT), 'assignment', assignmentId, assignment),
]

let db: AccountDb | null = null
async function aPhone(incidents: number): Promise<AccountDb> {
  db = openAccountDb(actor.accountId, { indexedDB: new IDBFactory(), IDBKeyRange })
  await db.records.bulkPut(facts)
  await db.cursors.bulkPut([
    { space: unitSpace(UNIT), version: 1 },
    { space: BULLETIN, version: 1 },
  ])
  const known = anIncident()
  await db.records.bulkPut(
    Array.from({ length: incidents }, (_, n) =>
      row(unitSpace(UNIT), 'incident', uuid(0x10000 + n), { ...known, id: uuid(0x10000 + n) }, n + 2),
    ),
  )
  return db
}
afterEach(() => {
  vi.restoreAllMocks()
  db?.close()
})

/** What gives many rows at one question. */
type Asked = Record<'getAll' | 'getAllKeys', (...args: unknown[]) => IDBRequest<unknown[]>>

/** Every question to the database, every step of a cursor, and every row that came back. */
function countReads() {
  let rows = 0
  const spies = [
    ...(['get', 'getKey', 'count', 'openCursor', 'openKeyCursor'] as const).flatMap((name) => [
      vi.spyOn(IDBObjectStore.prototype, name),
      vi.spyOn(IDBIndex.prototype, name),
    ]),
    ...(['continue', 'advance', 'continuePrimaryKey'] as const).map((name) => vi.spyOn(IDBCursor.prototype, name)),
  ]
  for (const { prototype } of [IDBObjectStore, IDBIndex] as { prototype: Asked }[])
    for (const name of ['getAll', 'getAllKeys'] as const) {
      const original = prototype[name]
      const spy = vi.spyOn(prototype, name).mockImplementation(function (this: Asked, ...args) {
        const request = original.apply(this, args)
        request.addEventListener('success', () => {
          rows += request.result.length
        })
        return request
      })
      spies.push(spy as unknown as (typeof spies)[number])
    }
  return () => spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0) + rows
}

async function readsOf(incidents: number, read: (phone: AccountDb) => Promise<unknown>): Promise<number> {
  const phone = await aPhone(incidents)
  const reads = countReads()
  await read(phone)
  const counted = reads()
  vi.restoreAllMocks()
  phone.close()
  return counted
}

describe('[DL13] what is read', () => {
  it('for Hạn nộp is the same with 100 and with 10,000 stored incidents', async () => {
    const read = async (phone: AccountDb) => {
      const duties = await readDuties(phone, actor, NOW)
      const now = instantOf(NOW)
      const dues = duties.units.flatMap((unit) => duesOf(duties.department, unit, listWindow(now), now))
      expect(dues.length).toBeGreaterThan(3)
    }
    const few = await readsOf(100, read)
    expect(await readsOf(10_000, read)).toBe(few)
    expect(few).toBeGreaterThan(4)
    expect(few).toBeLessThan(40)
  }, 60_000)

  it('for all of Hôm nay, too', async () => {
    const read = (phone: AccountDb) =>
      Promise.all([
        readDuties(phone, actor, NOW),
        readNews(phone, actor),
        readWaiting(phone, actor),
        readStanding(phone),
        readDrafts(phone),
      ])
    const few = await readsOf(100, read)
    expect(await readsOf(10_000, read)).toBe(few)
    expect(few).toBeGreaterThan(20)
    expect(few).toBeLessThan(100)
    expect(await readsOf(100, (phone) => readIncidents(phone, actor))).toBeGreaterThan(100)
  }, 60_000)

  it('for the news are the last changed incidents', async () => {
    const phone = await aPhone(50)
    const latest = await readLatest(phone, 'incident', 3)
    expect(latest.map(({ id }) => id)).toEqual([49, 48, 47].map((n) => uuid(0x10000 + n)))
  })
})

describe('[DL15] a phone whose clock is years away', () => {
  it.each([
    ['1970', 0],
    ['2038', Date.parse('2038-01-19T03:14:07Z')],
  ])('finds this year’s plan once it has heard the server: %s', async (_year, deviceNow) => {
    const phone = await aPhone(0)
    const clock = () => deviceNow
    const plans = async () => [
      ...(await readDuties(phone, actor, await serverTimeOn(phone, clock))).department.plans.keys(),
    ]
    expect(await plans()).toEqual([])
    await setMeta(phone, 'skewMs', NOW - deviceNow)
    expect(await plans()).toEqual([planId])
  })
})

describe('tasks on the phone', () => {
  const card = cardsOfUnit({ plan }, assignment)[0]
  if (card?.role !== 'coordinator') throw new Error('the sample gives the class no coordinator card')
  const args = { planId, unitId: UNIT, place: { role: card.role, group: card.group, quarter: card.quarter } }
  let ids = 0
  const deps = (phone: AccountDb) => ({
    db: phone,
    actor,
    clock: () => NOW,
    newId: () => {
      ids += 1
      return uuid(0x90000 + ids)
    },
    zoneMinutes: () => 420,
  })

  it('[SY4] an act that waits is seen at once, and nothing of it is stored as a record', async () => {
    const phone = await aPhone(0)
    expect((await readDuties(phone, actor, NOW)).units[0]?.tasks.size).toBe(0)
    const done = await mutate(deps(phone), { name: 'task.progress', args: { ...args, percent: 50, note: '' } })
    expect(done.ok).toBe(true)
    const duties = await readDuties(phone, actor, NOW)
    expect(duties.units[0]?.tasks.get(card.id)?.timeline.map(({ kind }) => kind)).toEqual(['progress'])
    expect(duties.waiting.get(card.id)).toHaveLength(1)
    expect(await phone.records.where('type').equals('task').count()).toBe(0)
  })

  it('[DR1] a short form is work until it is sent, and goes in the transaction that sends it', async () => {
    const phone = await aPhone(0)
    await saveForm(phone, `${card.id} result`, { note: 'Đã làm xong' }, NOW)
    expect(await holdsWork(phone)).toBe(true)
    expect((await countUnsent(phone)).drafts).toBe(1)
    const refused = await mutate(deps(phone), {
      name: 'task.report',
      args: { ...args, note: '' },
      formId: `${card.id} result`,
    })
    expect(refused).toMatchObject({ ok: false, error: { code: 'incomplete' } })
    expect((await readForm(phone, `${card.id} result`))?.values).toEqual({ note: 'Đã làm xong' })
    const sent = await mutate(deps(phone), {
      name: 'task.report',
      args: { ...args, note: 'Đã làm xong' },
      formId: `${card.id} result`,
    })
    expect(sent.ok).toBe(true)
    expect(await readForm(phone, `${card.id} result`)).toBeUndefined()
    expect((await countUnsent(phone)).drafts).toBe(0)
  })

  it('[DR6] a form that is empty again is not kept', async () => {
    const phone = await aPhone(0)
    await saveForm(phone, 'x', { note: 'a' }, NOW)
    await saveForm(phone, 'x', { note: '', qty: null }, NOW)
    expect(await readForm(phone, 'x')).toBeUndefined()
  })
})
