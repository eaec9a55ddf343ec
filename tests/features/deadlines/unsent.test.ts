import { describe, expect, it } from 'vitest'
import { PLAIN_CALENDAR, taskDueOf } from '#domain/agenda/due.ts'
import type { Day } from '#domain/deadlines/days.ts'
import { planIdOf } from '#domain/plans/plan.ts'
import { cardsOfUnit } from '#domain/tasks/assignment.ts'
import type { Task } from '#domain/tasks/task.ts'
import { dueWords } from '#features/deadlines/due-words.ts'
import { messageOf, unsentNear } from '#features/deadlines/unsent.ts'
import { foundTasks } from '#features/tasks/find-tasks.ts'
import { planVi } from '#i18n/plan-texts.ts'
import type { OutboxRow } from '#storage/tables.ts'
import { anActor, at, UNIT } from '#tests/support/builders.ts'
import { preview, SAMPLE } from '#tests/support/plans.ts'

const plan = { ...preview(SAMPLE).plan, year: 2026 }
const planId = planIdOf(anActor().departmentId, 2026)
const plans = new Map([[planId as string, { plan }]])
const now = at('2026-11-23T05:00:00Z')
const dues = cardsOfUnit({ plan }, { planId, unitId: UNIT, codes: ['DVTT', 'VPS'] }).map((card) =>
  taskDueOf(card, undefined, PLAIN_CALENDAR, now),
)
const everything = { role: 'all', quarter: 'all', state: 'all' } as const
const rowFor = (name: string, verdict: OutboxRow['verdict'] = null) => ({ name, verdict }) as OutboxRow

describe('[DL16] a result that has not arrived while its day is near', () => {
  const [due] = dues.filter(({ card }) => 'quarter' in card && card.quarter === 4)
  if (!due) throw new Error('the sample has nothing in the fourth quarter')
  const near = (name: string, when: string, verdict: OutboxRow['verdict'] = null) =>
    unsentNear([due], new Map([[due.key, [rowFor(name, verdict)]]]), Date.parse(when)).length

  it('is told from two days before, and until it has arrived', () => {
    expect(near('task.report', '2026-12-29T23:59:59+07:00')).toBe(0)
    expect(near('task.report', '2026-12-30T00:00:01+07:00')).toBe(1)
    expect(near('task.report', '2027-01-03T00:00:00+07:00')).toBe(1)
    expect(near('task.report', '2026-12-31T00:00:00+07:00', { kind: 'applied' } as OutboxRow['verdict'])).toBe(0)
    expect(near('task.progress', '2026-12-31T00:00:00+07:00')).toBe(0)
  })

  it('can be told another way: unit, task, day and what was done', () => {
    const task = { timeline: [{ kind: 'reported', note: 'Đã đăng hai bài.' }] } as unknown as Task
    const text = messageOf(planVi, 'Trường (minh họa)', [{ ...due, task }], Date.parse('2026-12-31T08:00:00+07:00'))
    expect(text).toContain('Trường (minh họa) báo')
    expect(text).toContain(due.card.title)
    expect(text).toContain('chậm nhất hết Thứ Năm 31/12')
    expect(text).toContain('Đã đăng hai bài.')
  })
})

describe('[TK2] finding a task', () => {
  const found = (filter: Partial<typeof everything> | object, query = '') =>
    foundTasks(dues, plans, { ...everything, ...filter }, query, now)

  it('by part, quarter and state', () => {
    expect(found({}).length).toBe(dues.length)
    expect(found({ role: 'lead' }).every(({ card }) => card.role === 'lead')).toBe(true)
    expect(found({ role: 'lead' }).length + found({ role: 'coordinator' }).length).toBe(dues.length)
    expect(new Set(found({ quarter: '2' }).map(({ card }) => 'quarter' in card && card.quarter))).toEqual(new Set([2]))
    expect(found({ state: 'overdue' }).every(({ card }) => card.before <= ('2026-11-23' as Day))).toBe(true)
    expect(found({ state: 'overdue' }).length).toBeGreaterThan(0)
    expect(found({ state: 'over' })).toEqual([])
  })

  it('[TX2] by words without marks, and by what the plan expects', () => {
    const title = dues[0]?.card.title ?? ''
    const plain = title
      .normalize('NFD')
      .replaceAll(/\p{M}/gu, '')
      .replaceAll('đ', 'd')
      .replaceAll('Đ', 'D')
      .toLowerCase()
    expect(found({}, plain).map(({ key }) => key)).toContain(dues[0]?.key)
    expect(found({}, 'zzzz')).toEqual([])
  })
})

it('[DL14] each row leads somewhere', () => {
  for (const due of dues) {
    const words = dueWords(planVi, due, Date.parse(now))
    expect(words.href).toBe(`/nhiem-vu/${due.card.id}`)
    expect(words.both).toMatch(/^trước ngày /)
    expect(words.title).toContain('Quý')
  }
})
