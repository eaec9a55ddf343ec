import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addDays, type Day } from '#domain/deadlines/days.ts'
import type { UnitId } from '#domain/ids.ts'
import { learnMutations, mutationNamed, mutationNames } from '#domain/mutations.ts'
import type { Refused } from '#domain/records.ts'
import { unitSpace } from '#domain/spaces.ts'
import { givenCard, judgedBy } from '#domain/tasks/given-card.ts'
import { givenKey, givenSchema } from '#domain/tasks/giving.ts'
import { taskIdOf } from '#domain/tasks/place.ts'
import { taskSchema, taskStateOf, taskTimelinessOf } from '#domain/tasks/task.ts'
import { deskGivingAnswerSchema, deskGivingsAnswerSchema, deskUnitsAnswerSchema } from '#protocol/office-given.ts'
import type { Verdict } from '#protocol/push.ts'
import { publishUnitFacts } from '#server/organisation/dated-units.ts'
import { uuid } from '#tests/support/builders.ts'
import { aBrief, anEvent, GIVING, toUnits } from '#tests/support/given.ts'
import { issueSample } from './task-world.ts'
import { aMutation, DEPARTMENT, OFFICE, OTHER_SCHOOL, openServer, type Person, SCHOOL, type Server } from './world.ts'

await learnMutations(mutationNames)

const HOUR = 3_600_000
const codeOf = (verdict: Verdict) => ('code' in verdict ? verdict.code : verdict.kind)
const change = (name: string, args: Record<string, unknown>) => {
  const mutation = mutationNamed(name)
  if (!mutation) throw new Error(name)
  return aMutation(name, mutation.entity(args), args)
}
const bothSchools = [SCHOOL, OTHER_SCHOOL]

describe('events and briefs', () => {
  let server: Server
  beforeEach(async () => {
    server = await openServer()
    await server.store.write(DEPARTMENT, (tx) => publishUnitFacts(tx, DEPARTMENT))
  })
  afterEach(() => server.close())

  const push = async (person: Person, name: string, args: Record<string, unknown>) =>
    codeOf(await server.phone(person).push(change(name, args)))
  const answer = (person: 'an' | 'binh', note: string) =>
    push(person, 'task.report', { ...givenKey(GIVING, person === 'an' ? SCHOOL : OTHER_SCHOOL), note })
  const recordsOf = async (person: Person) => (await server.phone(person).everything()).records
  /** What a phone has of it. */
  const partOf = async (person: 'an' | 'binh') => {
    const records = await recordsOf(person)
    const given = givenSchema.parse(records.find(({ type }) => type === 'given')?.body)
    const task = records.find(({ type }) => type === 'task')?.body
    return { card: givenCard(given), task: task === undefined ? undefined : taskSchema.parse(task) }
  }

  it('[GV1] each unit gets its own part and nobody else’s; a re-push and a second tab double nothing', async () => {
    const give = change('task.give', toUnits(bothSchools))
    const verdict = await server.phone('clerk').push(give)
    expect(verdict.kind).toBe('applied')
    expect(await server.phone('clerk').push(give)).toEqual(verdict)
    expect(await push('chief', 'task.give', toUnits(bothSchools))).toBe('merged')
    for (const [person, unitId] of [
      ['an', SCHOOL],
      ['binh', OTHER_SCHOOL],
    ] as const) {
      const given = (await recordsOf(person)).filter(({ type }) => type === 'given' || type === 'giving')
      expect(given.map(({ id, body }) => [id, (body as { unitId: string }).unitId])).toEqual([
        [taskIdOf(givenKey(GIVING, unitId)), unitId],
      ])
    }
    const { pages } = await server.phone('an').everything()
    const heads = pages.filter(({ space }) => space === unitSpace(SCHOOL)).map(({ records }) => records.at(-1)?.version)
    // the unit's facts, and one change
    expect(heads).toEqual([2])
  })

  it('[GV1] [PR3] a unit of nobody knows where: refused whole, kept in the tray, nobody is given anything', async () => {
    const stranger = uuid(0x777) as UnitId
    expect(await push('clerk', 'task.give', toUnits([SCHOOL, stranger]))).toBe('not-found')
    const refused = (await recordsOf('clerk')).find(({ type }) => type === 'refused')?.body as Refused
    expect(refused).toMatchObject({ name: 'task.give', code: 'not-found', args: { unitIds: [SCHOOL, stranger] } })
    expect((await recordsOf('an')).filter(({ type }) => type === 'given')).toEqual([])
  })

  it.each<[string, Record<string, unknown>, string]>([
    ['[V01] nobody', toUnits([]), 'incomplete'],
    [
      '[V49] an event that ends before it begins',
      toUnits([SCHOOL], anEvent({ to: '2026-12-01' as Day })),
      'incomplete',
    ],
    ['[V50] an answer after the meeting', toUnits([SCHOOL], aBrief({ before: '2026-11-26' as Day })), 'incomplete'],
    ['[V51] too many units', toUnits(Array.from({ length: 1001 }, (_, n) => uuid(0x5000 + n) as UnitId)), 'incomplete'],
    ['a day that does not exist', toUnits([SCHOOL], aBrief({ before: '2026-02-30' as Day })), 'malformed'],
    ['a wish of 2,001 signs', toUnits([SCHOOL], aBrief({ ask: 'x'.repeat(2001) })), 'malformed'],
    ['an id that is none', { ...toUnits([SCHOOL]), givingId: 'x' }, 'malformed'],
  ])('%s is refused by code', async (_, args, code) => {
    expect(await push('clerk', 'task.give', args)).toBe(code)
    expect((await recordsOf('an')).filter(({ type }) => type === 'given')).toEqual([])
  })

  it('[AC9] a unit gives nothing, and answers for nobody else', async () => {
    expect(await push('an', 'task.give', toUnits([SCHOOL]))).toBe('not-allowed')
    // which reads nothing of a school's
    expect(await push('division', 'task.give', toUnits([SCHOOL]))).toBe('not-found')
    await push('clerk', 'task.give', toUnits(bothSchools))
    const foreign = { ...givenKey(GIVING, OTHER_SCHOOL), note: 'Trả lời thay (minh họa)' }
    expect(await push('an', 'task.report', foreign)).toBe('not-found')
    expect(await push('head', 'task.amend', { givingId: GIVING, body: aBrief(), reason: 'x' })).toBe('not-found')
    expect(await push('anAlso', 'task.withdraw', { givingId: GIVING, unitIds: [SCHOOL], reason: 'x' })).toBe(
      'not-found',
    )
  })

  it('[GV2] [DL1] [DL4] an answer a second before its day is on time, another a second after is late by one day', async () => {
    const before = addDays(server.now().slice(0, 10) as Day, 2)
    const body = aBrief({ from: before, to: before, before })
    await push('clerk', 'task.give', toUnits(bothSchools, body))
    server.pass(Date.parse(`${before}T00:00:00+07:00`) - Date.parse(server.now()) - 1000)
    expect(await answer('an', 'Đúng hạn (minh họa)')).toBe('applied')
    server.pass(2000)
    expect(await answer('binh', 'Muộn một giây (minh họa)')).toBe('applied')
    const kept = async (person: 'an' | 'binh') => {
      const { card, task } = await partOf(person)
      return taskTimelinessOf(task, judgedBy(card, task), server.now())
    }
    expect(await kept('an')).toEqual({ kind: 'on_time' })
    expect(await kept('binh')).toEqual({ kind: 'late', days: 1 })
    expect(await push('clerk', 'task.accept', { ...givenKey(GIVING, SCHOOL), note: '' })).toBe('applied')
    expect(taskStateOf((await partOf('an')).task)).toBe('done')
  })

  it('[GV3] [GV4] a change reaches every unit, a reminder whom it names, and what is withdrawn stays readable', async () => {
    await push('clerk', 'task.give', toUnits(bothSchools, anEvent()))
    server.pass(HOUR)
    const moved = anEvent({ from: '2026-12-17' as Day, to: '2026-12-19' as Day, before: '2026-12-23' as Day })
    expect(await push('chief', 'task.amend', { givingId: GIVING, body: moved, reason: 'Đổi lịch (minh họa)' })).toBe(
      'applied',
    )
    expect((await partOf('an')).card).toMatchObject({ before: '2026-12-23' })
    expect((await partOf('binh')).card.told.map(({ kind, stamps }) => [kind, stamps.received])).toEqual([
      ['given', expect.any(String)],
      ['amended', server.now()],
    ])
    const chase = change('task.chase', { givingId: GIVING, unitIds: [SCHOOL], text: 'Mong sớm có tin (minh họa)' })
    expect((await server.phone('clerk').push(chase)).kind).toBe('applied')
    await server.phone('clerk').push(chase)
    expect((await partOf('an')).task?.timeline.map(({ kind }) => kind)).toEqual(['comment'])
    expect((await partOf('binh')).task).toBeUndefined()
    expect(
      await push('clerk', 'task.withdraw', { givingId: GIVING, unitIds: bothSchools, reason: 'Hoãn (minh họa)' }),
    ).toBe('applied')
    expect(await answer('binh', 'Đã đăng một tin (minh họa)')).toBe('merged')
    const { task } = await partOf('binh')
    expect(taskStateOf(task)).toBe('cancelled')
    expect(task?.timeline.at(-1)).toMatchObject({ kind: 'reported', note: 'Đã đăng một tin (minh họa)' })
  })

  it('[AU1] what was given is in the log, by whom and with what', async () => {
    await push('chief', 'task.give', toUnits(bothSchools))
    const log = await server.store.read(DEPARTMENT, (tx) => tx.selectFrom('log').selectAll().execute())
    const line = log.find(({ name }) => name === 'task.give')
    expect(line?.entity).toBe(GIVING)
    expect(JSON.parse(line?.args ?? '{}')).toMatchObject({ unitIds: bothSchools, body: { kind: 'brief' } })
  })

  describe('at the desk', () => {
    const ask = async <T>(person: Person, path: string, schema: { parse(data: unknown): T }): Promise<T> =>
      schema.parse((await server.phone(person).desk.given(path)).body)
    const refusal = async (person: Person, path: string) => {
      const { body } = await server.phone(person).desk.given(path)
      return (body as { error: { code: string } }).error.code
    }

    it('[GV2] the office sees who answered, who is late and what waits, on one page', async () => {
      const before = addDays(server.now().slice(0, 10) as Day, 2)
      await push('clerk', 'task.give', toUnits([...bothSchools, OFFICE], aBrief({ from: before, to: before, before })))
      await answer('an', 'Bán trú 412 học sinh (minh họa)')
      server.pass(3 * 24 * HOUR)
      await answer('binh', 'Không có bán trú (minh họa)')
      await push('clerk', 'task.accept', { ...givenKey(GIVING, SCHOOL), note: '' })
      const list = await ask('chief', '', deskGivingsAnswerSchema)
      expect(list).toMatchObject({
        givings: [{ id: GIVING, units: 3, answered: 2, late: 1, withdrawn: 0, waiting: 1, body: { kind: 'brief' } }],
      })
      const opened = await ask('clerk', `/${GIVING}`, deskGivingAnswerSchema)
      expect(opened.giving.unitIds).toEqual([...bothSchools, OFFICE])
      expect(opened.units.map(({ unitId, task }) => [unitId, task && taskStateOf(task)])).toEqual([
        [SCHOOL, 'done'],
        [OTHER_SCHOOL, 'reported'],
        [OFFICE, null],
      ])
      expect(opened.units.every(({ unitName }) => unitName.endsWith('(minh họa)'))).toBe(true)
    })

    it('[GV1] offers the units of today with the plan’s codes that they stand for', async () => {
      await issueSample(server)
      const answered = await ask('clerk', '/units', deskUnitsAnswerSchema)
      expect(answered.units.find(({ id }) => id === OTHER_SCHOOL)).toMatchObject({ type: 'school', codes: ['DVTT'] })
      expect(answered.units).toHaveLength(5)
    })

    it.each(['', '/units', `/${GIVING}`])(
      '[AC3] a unit’s people and a division see nothing of it: %s',
      async (path) => {
        await push('clerk', 'task.give', toUnits(bothSchools))
        for (const person of ['an', 'head', 'division', 'parent', 'admin'] as const)
          expect(await refusal(person, path)).toBe('not-allowed')
      },
    )

    it('what is not there is not found', async () => {
      for (const id of [uuid(0x92), 'x']) expect(await refusal('clerk', `/${id}`)).toBe('not-found')
    })
  })
})
