import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, expect, it } from 'vitest'
import { duesOf, grouped, listWindow, type TaskDue } from '#domain/agenda/due.ts'
import { unitSpace } from '#domain/spaces.ts'
import { givenKey } from '#domain/tasks/giving.ts'
import { giveTask } from '#domain/tasks/giving-acts.ts'
import { instantOf } from '#domain/time.ts'
import { expectedOf, foundTasks } from '#features/tasks/find-tasks.ts'
import { readTask } from '#features/tasks/read-task.ts'
import { taskNewsOf } from '#features/today/read-task-news.ts'
import { type AccountDb, openAccountDb } from '#storage/db.ts'
import { readDuties } from '#storage/duties.ts'
import { mutate } from '#storage/mutate.ts'
import { aContext, anActor, OFFICE, UNIT, uuid } from '#tests/support/builders.ts'
import { aBrief, anEvent, GIVING, toUnits } from '#tests/support/given.ts'

const NOW = Date.parse('2026-11-23T02:00:00Z')
const actor = anActor()
let db: AccountDb | null = null
afterEach(() => db?.close())

/** A phone to which the server has given the unit's part. */
async function aPhone(body = aBrief()): Promise<{ db: AccountDb; id: string }> {
  db = openAccountDb(actor.accountId, { indexedDB: new IDBFactory(), IDBKeyRange })
  const facts = { unit: { validFrom: '2020-01-01', validTo: null } }
  const decided = giveTask.decide(
    { get: (type) => (type === 'unit_facts' ? facts : undefined) as never },
    toUnits([UNIT], body),
    aContext({ actor: anActor('office_clerk', OFFICE, 9) }),
  )
  if (!decided.ok) throw new Error(JSON.stringify(decided.error))
  let id = ''
  for (const change of decided.value.changes) {
    if (!('put' in change) || change.put !== 'given') continue
    id = change.id
    await db.records.put({ space: unitSpace(UNIT), type: 'given', id, entity: id, version: 1, body: change.body })
  }
  return { db, id }
}
const depsOf = (on: AccountDb) => {
  let n = 0
  return { db: on, actor, clock: () => NOW, zoneMinutes: () => 420, newId: () => uuid(0x800 + ++n) }
}
const duesOn = async (on: AccountDb) => {
  const { department, units } = await readDuties(on, actor, NOW)
  return units.flatMap((unit) => duesOf(department, unit, listWindow(instantOf(NOW)), instantOf(NOW)))
}

it('[GV2] what was given is a task of the phone, without any plan: due today, listed, found and told as news', async () => {
  const phone = await aPhone()
  const dues = await duesOn(phone.db)
  const [due] = dues as TaskDue[]
  expect(dues.map(({ key }) => key)).toEqual([phone.id])
  expect(due).toMatchObject({ kind: 'task', state: 'assigned', timeliness: { kind: 'pending' } })
  expect(due?.deadline.lastValidDay).toBe('2026-11-23')
  expect(grouped(dues, instantOf(NOW)).today).toHaveLength(1)
  const everything = { role: 'all', quarter: 'all', state: 'all' } as const
  const found = (filter: object, query = '') =>
    foundTasks(dues as TaskDue[], new Map(), { ...everything, ...filter }, query, instantOf(NOW)).length
  expect([found({}), found({ role: 'given' }), found({ role: 'lead' })]).toEqual([1, 1, 0])
  expect([found({ quarter: '4' }), found({ quarter: '1' }), found({}, 'ban tru'), found({}, 'bóng đá')]).toEqual([
    1, 0, 1, 0,
  ])
  expect(due && expectedOf(due, new Map())).toEqual([])
  const news = taskNewsOf(await readDuties(phone.db, actor, NOW), actor)
  expect(news.map(({ taskId, title, entry }) => [taskId, title, entry.kind])).toEqual([
    [phone.id, aBrief().title, 'given'],
  ])
})

it('[GV2] [MU2] an answer is decided and kept offline, stands on the task at once, and the list no longer wants it', async () => {
  const phone = await aPhone()
  const args = { ...givenKey(GIVING, UNIT), note: 'Bán trú 412 học sinh (minh họa)' }
  const kept = await mutate(depsOf(phone.db), { name: 'task.report', args, formId: `${phone.id} result` })
  expect(kept).toMatchObject({ ok: true, value: { already: false } })
  const task = await readTask(phone.db, actor, phone.id, instantOf(NOW))
  expect(task?.due).toMatchObject({ state: 'reported', timeliness: { kind: 'pending' } })
  expect(task?.waiting.map(({ name, entity }) => [name, entity])).toEqual([['task.report', phone.id]])
  expect(grouped(await duesOn(phone.db), instantOf(NOW))).toEqual({ overdue: [], today: [], week: [], later: [] })
})

it('[GV2] a part that the phone does not have is not found, and nothing is written', async () => {
  const phone = await aPhone(anEvent())
  const foreign = { ...givenKey(uuid(0x92) as typeof GIVING, UNIT), note: 'x' }
  expect(await mutate(depsOf(phone.db), { name: 'task.report', args: foreign })).toMatchObject({
    ok: false,
    error: { code: 'not-found' },
  })
  expect(await phone.db.outbox.count()).toBe(0)
  expect(await readTask(phone.db, actor, uuid(0x92), instantOf(NOW))).toBeNull()
})

it('[PR4] a given record that no longer reads is left out, and the others stand', async () => {
  const phone = await aPhone()
  const id = uuid(0x93)
  await phone.db.records.put({ space: unitSpace(UNIT), type: 'given', id, entity: id, version: 2, body: { id } })
  expect((await duesOn(phone.db)).map(({ key }) => key)).toEqual([phone.id])
})
