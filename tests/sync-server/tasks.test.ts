import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Refused } from '#domain/records.ts'
import { unitSpace } from '#domain/spaces.ts'
import { productsOf, type Task, taskSchema, taskStateOf } from '#domain/tasks/task.ts'
import { deskTasksAnswerSchema } from '#protocol/office.ts'
import type { Verdict } from '#protocol/push.ts'
import { aProduct } from '#tests/support/tasks.ts'
import { act, issueSample, JOINED, LEAD } from './task-world.ts'
import { OFFICE, OTHER_SCHOOL, openServer, SCHOOL, type Server } from './world.ts'

const codeOf = (verdict: Verdict) => ('code' in verdict ? verdict.code : verdict.kind)

describe('tasks', () => {
  let server: Server
  beforeEach(async () => {
    server = await openServer()
    const issued = await issueSample(server)
    expect(issued).toMatchObject({ ok: true, value: { units: 3, year: 2026 } })
  })
  afterEach(() => server.close())

  const taskOf = async (person: 'an' | 'anAlso' | 'head', entity: string): Promise<Task> => {
    const { records } = await server.phone(person).everything()
    return taskSchema.parse(records.find(({ type, id }) => type === 'task' && id === entity)?.body)
  }
  const typesOf = async (person: 'an' | 'binh') => {
    const { pages } = await server.phone(person).everything()
    return pages.map(({ space, records }) => [space, records.map(({ type }) => type).sort()])
  }

  it('[TK4] a phone gets the plan, its own unit’s assignment and facts, and nobody else’s', async () => {
    expect(await typesOf('an')).toEqual([
      ['bulletin', ['plan', 'signing_key']],
      [unitSpace(SCHOOL), ['assignment', 'unit_facts']],
    ])
    expect((await typesOf('binh')).map(([space]) => space)).toEqual(['bulletin', unitSpace(OTHER_SCHOOL)])
  })

  it('[TK6] what one phone of a unit does, the other sees; office and unit go on from there', async () => {
    const seen = act('task.see')
    expect((await server.phone('an').push(seen)).kind).toBe('applied')
    await server.phone('anAlso').push(act('task.addProduct', { product: aProduct() }))
    await server.phone('head').push(act('task.report', { note: 'Đã đăng (minh họa)' }))
    const task = await taskOf('anAlso', seen.entity)
    expect(task.timeline.map(({ kind, by }) => [kind, by.role])).toEqual([
      ['seen', 'focal_point'],
      ['product_added', 'focal_point'],
      ['reported', 'unit_head'],
    ])
    for (const { stamps } of task.timeline) expect(stamps.received).toBe(server.now())
    expect((await server.phone('clerk').push(act('task.return', { reason: 'Thiếu ảnh (minh họa)' }))).kind).toBe(
      'applied',
    )
    expect(taskStateOf(await taskOf('an', seen.entity))).toBe('returned')
  })

  it('[TK7] stale steps of a phone that was away merge, and its result for a cancelled task is kept', async () => {
    const [an, also] = [server.phone('an'), server.phone('anAlso')]
    await an.push(act('task.report', { note: 'Bản thứ nhất' }))
    const late = await also.pushRaw([
      act('task.see'),
      act('task.progress', { percent: 50, note: '' }),
      act('task.report', { note: 'Bản thứ hai' }),
    ])
    expect(late.verdicts.map(({ kind }) => kind)).toEqual(['merged', 'merged', 'merged'])
    await server.phone('chief').push(act('task.cancel', { reason: 'Không còn cần (minh họa)' }))
    const kept = act('task.report', { note: 'Bản thứ ba' })
    expect((await also.push(kept)).kind).toBe('merged')
    const task = await taskOf('an', kept.entity)
    expect(taskStateOf(task)).toBe('cancelled')
    expect(JSON.stringify(task)).toMatch(/thứ nhất.*thứ hai.*thứ ba/)
  })

  it('[SY2] a task’s change gets its verdict once, and no receipt', async () => {
    const phone = server.phone('an')
    const change = act('task.addProduct', { product: aProduct() })
    const verdict = await phone.push(change)
    expect(await phone.push(change)).toEqual(verdict)
    const { records } = await phone.everything()
    expect(productsOf(await taskOf('an', change.entity))).toHaveLength(1)
    expect(records.filter(({ type }) => type === 'receipt')).toEqual([])
  })

  it('[TK5] [AC3] another unit’s task is not found, whether there is one or not', async () => {
    const own = act('task.see', {}, { unitId: OTHER_SCHOOL, place: JOINED })
    await server.phone('binh').push(own)
    for (const foreign of [
      act('task.see', {}, { unitId: OTHER_SCHOOL, place: JOINED }),
      act('task.report', { note: 'x' }, { unitId: OTHER_SCHOOL, place: { ...JOINED, quarter: 1 } }),
      act('task.see', {}, { unitId: OFFICE, place: LEAD }),
    ])
      expect(codeOf(await server.phone('an').push(foreign))).toBe('not-found')
    // a card that the plan does not give to the own unit either
    expect(codeOf(await server.phone('binh').push(act('task.see', {}, { unitId: OTHER_SCHOOL })))).toBe('not-found')
    expect(codeOf(await server.phone('clerk').push(act('task.report', { note: 'x' }, { place: JOINED })))).toBe(
      'not-allowed',
    )
  })

  it('[TK5] an id that is not the one of its card is malformed', async () => {
    const change = act('task.see')
    const other = act('task.see', {}, { place: JOINED })
    const verdict = await server.phone('an').push({ ...change, entity: other.entity })
    expect(verdict).toMatchObject({ code: 'malformed', details: { path: 'entity' } })
  })

  it('[V39] [PR3] a product whose link is none is refused by code, and comes back whole', async () => {
    const phone = server.phone('an')
    const product = aProduct({ link: 'javascript:alert(1)', title: 'Bài có đường dẫn sai (minh họa)' })
    const verdict = await phone.push(act('task.addProduct', { product }))
    expect(verdict).toMatchObject({ code: 'incomplete', details: { issues: [{ code: 'V39', path: 'link' }] } })
    const { records } = await phone.everything()
    const refused = records.find(({ type }) => type === 'refused')?.body as Refused | undefined
    expect(refused?.args).toMatchObject({ product })
    expect(records.filter(({ type }) => type === 'task')).toEqual([])
  })

  it('[OF8] the desk lists what waits, with what an act needs, and counts all cards', async () => {
    await server.phone('an').push(act('task.report', { note: 'Xong' }))
    server.pass(60_000)
    const before = '2027-01-15'
    await server
      .phone('binh')
      .push(act('task.askExtension', { before, reason: 'Chờ ảnh' }, { unitId: OTHER_SCHOOL, place: JOINED }))
    await server.phone('an').push(act('task.see', {}, { place: JOINED }))
    const { tasks, counts, raw } = await server.phone('clerk').desk.tasks('&quarter=4')
    expect(deskTasksAnswerSchema.safeParse(JSON.parse(raw)).error).toBeUndefined()
    expect(tasks.map(({ unitName, state, due, asked, title }) => ({ unitName, state, due, asked, title }))).toEqual([
      {
        unitName: expect.stringContaining('Sao Mai'),
        state: 'reported',
        due: '2027-01-01',
        asked: null,
        title: 'Trường phổ thông',
      },
      {
        unitName: expect.stringContaining('Bình Minh'),
        state: 'assigned',
        due: '2027-01-01',
        asked: { before, reason: 'Chờ ảnh' },
        title: 'Thông tin chung của ngành',
      },
    ])
    expect(counts).toMatchObject({ states: { reported: 1, seen: 1, done: 0 }, overdue: 0, asked: 1 })
    expect(counts.cards).toBe(Object.values(counts.states).reduce((sum, n) => sum + n, 0))

    await server
      .phone('clerk')
      .push(act('task.grantExtension', { before, reason: 'Đồng ý' }, { unitId: OTHER_SCHOOL, place: JOINED }))
    await server.phone('clerk').push(act('task.accept', { note: '' }))
    const after = await server.phone('chief').desk.tasks('&quarter=4')
    expect([after.tasks, after.counts.states.done, after.counts.asked]).toEqual([[], 1, 0])
  })

  it('[OF8] counts are those of the cards: all of them, and past their day', async () => {
    const clerk = server.phone('clerk')
    const whole = await clerk.desk.tasks()
    const quarters = await Promise.all([1, 2, 3, 4].map((quarter) => clerk.desk.tasks(`&quarter=${quarter}`)))
    expect(quarters.reduce((sum, { counts }) => sum + counts.cards, 0)).toBe(whole.counts.cards)
    // 19 November: three quarters are over, and nobody has done anything
    expect(quarters.map(({ counts }) => counts.overdue === counts.cards)).toEqual([true, true, true, false])
    await server.phone('an').push(act('task.report', { note: 'Muộn' }, { place: { ...LEAD, quarter: 1 } }))
    const [before, now] = [quarters[0]?.counts, (await clerk.desk.tasks('&quarter=1')).counts]
    expect([now.cards, now.overdue]).toEqual([before?.cards, (before?.overdue ?? 0) - 1])
    expect((await clerk.desk.tasks('&year=2025')).counts).toMatchObject({ cards: 0, overdue: 0 })
    expect((await clerk.desk.tasks('&quarter=5')).error?.code).toBe('request-malformed')
  })

  it('[OF8] [AC3] a parent office sees its children’s only; units have no desk', async () => {
    await server.phone('an').push(act('task.report', { note: 'Xong' }))
    await server.phone('binh').push(act('task.report', { note: 'Xong' }, { unitId: OTHER_SCHOOL, place: JOINED }))
    const list = async (person: 'parent' | 'chief') =>
      (await server.phone(person).desk.tasks()).tasks.map(({ task }) => task.unitId as string)
    expect(await list('parent')).toEqual([SCHOOL])
    expect((await list('chief')).sort()).toEqual([SCHOOL, OTHER_SCHOOL])
    const an = await server.phone('an').desk.tasks()
    expect([an.status, an.error?.code]).toEqual([403, 'not-allowed'])
  })
})
